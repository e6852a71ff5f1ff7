import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { PMTiles } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { smallPmtiles } from '../../../tests/fixtures/small-pmtiles.ts';
import { mapFrame } from './map-frame.ts';
import { cutToTile, drawTiles } from './tile-drawing.ts';
import { tileCover } from './tile-cover.ts';

const frame = mapFrame({
	...{ box: [4.5, 49.6, 4.9, 49.9], width: 600, height: 600, margin: 0, leastMetres: 1 }
});
const layers: LayerSpecification[] = [
	{ id: 'paper', type: 'background', paint: { 'background-color': '#f00' } },
	{
		...{ id: 'water', type: 'fill', source: 'own', 'source-layer': 'water' },
		paint: { 'fill-color': 'rgba(10, 20, 30, 0.5)' }
	},
	{
		...{ id: 'case', type: 'line', source: 'own', 'source-layer': 'roads' },
		filter: ['==', 'kind', 'highway'],
		paint: { 'line-color': '#0a0', 'line-gap-width': 4, 'line-width': 1 }
	},
	{
		...{ id: 'road', type: 'line', source: 'own', 'source-layer': 'roads' },
		filter: ['==', 'kind', 'highway'],
		paint: {
			'line-color': ['match', ['get', 'kind'], 'highway', '#00f', '#fff'],
			'line-width': ['interpolate', ['linear'], ['zoom'], 8, 2, 10, 4],
			'line-dasharray': [2, 1]
		}
	},
	{
		...{ id: 'near', type: 'line', source: 'own', 'source-layer': 'roads', minzoom: 14 },
		paint: { 'line-color': '#123456' }
	},
	{
		...{ id: 'town', type: 'symbol', source: 'own', 'source-layer': 'places' },
		layout: {
			'text-field': ['get', 'name'],
			'text-size': ['step', ['zoom'], 10, 9, 13],
			'text-transform': 'uppercase',
			'text-font': ['Essai SemiBold']
		},
		paint: { 'text-color': '#333' }
	}
];

async function tiles() {
	const bytes = smallPmtiles();
	const archive = new PMTiles({
		getKey: () => 'small',
		getBytes: (offset, length) =>
			Promise.resolve({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer })
	});
	const cover = tileCover(frame, { finer: -1, mostZoom: 11, mostTiles: 48 });
	const read = await Promise.all(cover.map(({ z, x, y }) => archive.getZxy(z, x, y)));
	return cover.flatMap((placed, at) => {
		const found = read[at];
		return found ? [{ ...placed, bytes: new Uint8Array(found.data) }] : [];
	});
}

const asked = async (mostCharacters = 100_000) => ({
	...{ tiles: await tiles(), layers, zoom: 9, frame, mostCharacters }
});

describe('vector tiles on paper', () => {
	it('are drawn by the style’s own filters and values, from the ground up', async () => {
		const { svg = '' } = drawTiles(await asked()) ?? {};
		expect(svg).not.toContain('rgb(255,0,0)');
		expect(svg).toContain('fill="rgb(10,20,30)" fill-opacity="0.50"');
		expect(svg).toContain('stroke="rgb(0,170,0)" stroke-width="6.00"');
		expect(svg).toContain('stroke="rgb(0,0,255)" stroke-width="3.00" stroke-dasharray="6 3"');
		expect(svg.indexOf('rgb(0,170,0)')).toBeLessThan(svg.indexOf('rgb(0,0,255)'));
		expect(svg).not.toContain('rgb(18,52,86)');
	});

	it('stand where the map has them, to a pixel', async () => {
		const { svg = '', labels = [] } = drawTiles(await asked()) ?? {};
		// The bend of the motorway, in the fixture at 4.72, 49.77.
		const [x, y] = frame.place([4.72, 49.77]);
		const corners = [...svg.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, left, down]) =>
			Math.hypot(Number(left) - x, Number(down) - y)
		);
		expect(Math.min(...corners)).toBeLessThan(1.5);
		expect(labels).toMatchObject([{ text: 'PETITE-VILLE', size: 13, strong: true }]);
		const [east = 0, north = 0] = labels[0]?.at ?? [];
		expect(Math.hypot(east - 4.65, north - 49.72)).toBeLessThan(0.002);
	});

	it('are left where their drawing would be too long', async () => {
		expect(drawTiles(await asked(200))).toBeNull();
	});

	it('lose what lies beyond a tile, which the next one has', () => {
		const cut = cutToTile([
			[-100, 100],
			[100, 100],
			[100, 200],
			[-100, 200]
		]);
		const xs = cut.map(([x]) => x);
		expect(Math.min(...xs)).toBeCloseTo(-0.3);
		expect(Math.max(...xs)).toBe(100);
		expect(
			cutToTile([
				[300, 0],
				[310, 0],
				[310, 9]
			])
		).toEqual([]);
	});
});
