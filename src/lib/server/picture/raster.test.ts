import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Raster } from './raster.ts';

/** Colours of a PNG of ours, by pixel. */
function pixels(png: Uint8Array) {
	const bytes = Buffer.from(png);
	const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
	const length = bytes.readUInt32BE(33);
	expect(bytes.toString('latin1', 37, 41)).toBe('IDAT');
	const rows = inflateSync(bytes.subarray(41, 41 + length));
	const at = (x: number, y: number) => {
		const start = y * (1 + 3 * width) + 1 + 3 * x;
		return rows.subarray(start, start + 3).toString('hex');
	};
	return { width, height, at };
}

it('fills a surface and leaves its hole free', () => {
	const raster = new Raster(40, 20, '#FFFFFF');
	const square = (from: number, to: number) => [
		[from, from] as const,
		[to, from] as const,
		[to, to] as const,
		[from, to] as const
	];
	raster.fill([square(2, 18), square(6, 14)], '#A63A25');
	const { width, height, at } = pixels(raster.png());
	expect([width, height]).toEqual([40, 20]);
	expect([at(4, 4), at(10, 10), at(30, 10)]).toEqual(['a63a25', 'ffffff', 'ffffff']);
});

it('draws what reaches beyond the picture as far as it is seen', () => {
	const raster = new Raster(10, 10, '#000000');
	raster.fill(
		[
			[
				[-50, -50],
				[50, -50],
				[50, 5],
				[-50, 5]
			]
		],
		'#FFFFFF',
		0.5
	);
	raster.stroke(
		[
			[-20, 8],
			[30, 8]
		],
		1,
		'#FF0000'
	);
	const { at } = pixels(raster.png());
	expect([at(0, 0), at(9, 2), at(5, 8)]).toEqual(['808080', '808080', expect.any(String)]);
});
