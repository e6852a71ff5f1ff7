import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import { readPhoto } from './read-photo.ts';
import { megabyte } from './uploaded-file.ts';

/** What an UploadError holds, at least. */
const refused = (code: unknown, values: Record<string, unknown>) => ({
	name: 'UploadError',
	reason: expect.objectContaining({
		code,
		values: expect.objectContaining(values) as unknown
	}) as unknown
});

const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#b5442e' } });
const text = (content: string) => new TextEncoder().encode(content);

/** A photo as a telephone takes it: lying on its side, with its position in the EXIF. */
const phonePhoto = () =>
	plain(1600, 1200)
		.jpeg()
		.withExif({
			IFD0: { Make: 'Telephone', Orientation: '6' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '49/1 45/1 36/1' }
		})
		.withMetadata({ orientation: 6 })
		.toBuffer();

describe('a photo', () => {
	it('is turned upright, and keeps neither position nor anything else of its file', async () => {
		const sent = await phonePhoto();
		expect((await sharp(sent).metadata()).exif).toBeDefined();
		const photo = await readPhoto(sent, 'vue.jpg');
		expect([photo.width, photo.height, photo.mimeType]).toEqual([1200, 1600, 'image/jpeg']);
		for (const file of [photo.image, photo.thumbnail]) {
			const kept = await sharp(file).metadata();
			expect([kept.exif, kept.xmp, kept.iptc, kept.icc]).toEqual([
				undefined,
				undefined,
				undefined,
				undefined
			]);
			expect(Buffer.from(file).includes('GPS')).toBe(false);
		}
	});

	it('is at most 2,560 pixels long, its thumbnail 480', async () => {
		const photo = await readPhoto(await plain(4000, 1000).png().toBuffer(), 'large.png');
		expect([photo.width, photo.height, photo.mimeType]).toEqual([2560, 640, 'image/webp']);
		expect((await sharp(photo.thumbnail).metadata()).width).toBe(480);
	});

	it.each<[string, Uint8Array, string]>([
		['script.jpg', text('<script>alert(1)</script>'), 'photo_none'],
		['page.jpg', text('<!doctype html><p>x'), 'photo_none'],
		[
			'dessin.jpg',
			text(
				'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
			),
			'photo_svg'
		],
		['vide.jpg', new Uint8Array(), 'upload_empty'],
		['lourde.jpg', new Uint8Array(40 * 1024 * 1024), 'upload_large']
	])('is not %s', async (name, bytes, code) => {
		await expect(readPhoto(bytes, name)).rejects.toMatchObject(refused(code, { name }));
	});

	it('is told how large it is, and may be', async () => {
		await expect(readPhoto(new Uint8Array(40.04 * megabyte), 'lourde.jpg')).rejects.toMatchObject(
			refused('upload_large', { megabytes: 40.1, most: 15 })
		);
	});

	it('is not an animation, half a photo, or a picture of a hundred million pixels', async () => {
		const photo = await phonePhoto();
		await expect(readPhoto(photo.subarray(0, 3000), 'a.jpg')).rejects.toMatchObject(
			refused('photo_broken', { name: 'a.jpg' })
		);
		const gif = await plain(10, 10).gif().toBuffer();
		await expect(readPhoto(gif, 'a.gif')).rejects.toMatchObject(
			refused('photo_none', { name: 'a.gif' })
		);
		const bomb = await plain(12_000, 9_000).png({ compressionLevel: 9 }).toBuffer();
		expect(bomb.length).toBeLessThan(2_000_000);
		await expect(readPhoto(bomb, 'bombe.png')).rejects.toMatchObject(
			refused(expect.stringMatching(/^photo_(?:none|broken)$/), { name: 'bombe.png' })
		);
	});
});

describe('a document', () => {
	const pdf = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

	it('is a PDF from its first bytes to its last', () => {
		expect(() => readDocument(text(pdf), 'plan.pdf')).not.toThrow();
	});

	it.each<[string, Uint8Array, string]>([
		['page.pdf', text('<html>'), 'document_none'],
		['devant.pdf', text(`<script>1</script>${pdf}`), 'document_none'],
		['derriere.pdf', text(`${pdf}PK\u0003\u0004`), 'document_broken'],
		['tronque.pdf', text(pdf.slice(0, 30)), 'document_broken'],
		['lourd.pdf', new Uint8Array(11 * 1024 * 1024), 'upload_large']
	])('is not %s', (name, bytes, code) => {
		expect(() => readDocument(bytes, name)).toThrow(
			expect.objectContaining(refused(code, { name }))
		);
	});
});
