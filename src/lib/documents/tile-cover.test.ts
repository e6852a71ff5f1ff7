import { describe, expect, it } from 'vitest';
import { toLambert93 } from '#lib/geo/lambert-93.ts';
import { frameAt } from './map-frame.ts';
import { tileAddress, tileCover } from './tile-cover.ts';

const middle = toLambert93([4.716, 49.775]);
const frame = (metresPerPixel: number) =>
	frameAt(middle, { width: 983, height: 363, metresPerPixel });
const cover = { finer: 0, mostZoom: 19, mostTiles: 120 } as const;

/** Where a pixel of Web Mercator at a zoom lies, in degrees: the definition, written the other way round. */
function degreesOf(pixelX: number, pixelY: number, z: number): [number, number] {
	const turns = 256 * 2 ** z;
	const lat = 2 * Math.atan(Math.exp(Math.PI - (2 * Math.PI * pixelY) / turns)) - Math.PI / 2;
	return [(pixelX / turns) * 360 - 180, (lat * 180) / Math.PI];
}

describe('the tiles of a printed map', () => {
	it.each([1, 8.7, 60, 250])('lie where the map has their ground, at %s m a pixel', (metres) => {
		const map = frame(metres);
		for (const { x, y, z, matrix } of tileCover(map, cover)) {
			const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
			for (const [u, v] of [
				[0, 0],
				[256, 256],
				[128, 128],
				[40, 210]
			] as const) {
				const [rightX, rightY] = map.place(degreesOf(x * 256 + u, y * 256 + v, z));
				const off = Math.hypot(a * u + c * v + e - rightX, b * u + d * v + f - rightY);
				expect(off).toBeLessThan(0.8);
			}
		}
	});

	it.each([1, 8.7, 60, 250, 2000])('leave no part of it bare, at %s m a pixel', (metres) => {
		const map = frame(metres);
		const tiles = tileCover(map, cover);
		const isCovered = (px: number, py: number) =>
			tiles.some(({ matrix: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] }) => {
				const [dx, dy, area] = [px - e, py - f, a * d - b * c];
				const [u, v] = [(d * dx - c * dy) / area, (a * dy - b * dx) / area];
				return u >= -2 && v >= -2 && u <= 258 && v <= 258;
			});
		for (let px = 0; px <= map.width; px += map.width / 20)
			for (let py = 0; py <= map.height; py += map.height / 10)
				expect(isCovered(px, py), `${String(px)}, ${String(py)}`).toBe(true);
	});

	it('are as fine as the map, or finer, and never more than may be', () => {
		const [coarse] = tileCover(frame(8.7), cover);
		const [fine] = tileCover(frame(8.7), { ...cover, finer: 1 });
		const scale = Math.hypot(coarse?.matrix[0] ?? 0, coarse?.matrix[1] ?? 0);
		expect(scale).toBeGreaterThan(0.7);
		expect(scale).toBeLessThan(1.42);
		expect(fine?.z).toBe((coarse?.z ?? 0) + 1);
		expect(tileCover(frame(8.7), { ...cover, mostTiles: 4 }).length).toBeLessThanOrEqual(4);
		expect(tileCover(frame(0.05), { ...cover, mostZoom: 12 })[0]?.z).toBe(12);
	});

	it('have the address that their service gives them', () => {
		const pattern = 'https://s/wmts?z={z}&row={y}&col={x}';
		expect(tileAddress(pattern, { z: 6, x: 32, y: 22 })).toBe('https://s/wmts?z=6&row=22&col=32');
	});
});
