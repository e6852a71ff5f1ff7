import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { tileMedia } from './tile-media.ts';

const picture = (side: number) =>
	sharp({ create: { width: side, height: side, channels: 3, background: '#668844' } });

describe('what kind of tile some bytes are', () => {
	it('is told by their first lines', async () => {
		expect(tileMedia(await picture(256).png().toBuffer())).toBe('image/png');
		expect(tileMedia(await picture(256).jpeg().toBuffer())).toBe('image/jpeg');
		expect(tileMedia(await picture(256).jpeg({ progressive: true }).toBuffer())).toBe('image/jpeg');
	});

	it('is none for another size, another format, a cut one and no picture at all', async () => {
		const jpeg = await picture(256).jpeg().toBuffer();
		for (const bytes of [
			await picture(4096).png().toBuffer(),
			await picture(512).jpeg().toBuffer(),
			await picture(256).webp().toBuffer(),
			jpeg.subarray(0, 40),
			Buffer.from('<html>Maintenance</html>'),
			Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
			Buffer.alloc(0)
		])
			expect(tileMedia(bytes)).toBeNull();
	});
});
