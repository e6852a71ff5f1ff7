import { describe, expect, it } from 'vitest';
import { shapeTest } from '#lib/geo/shape-test.ts';
import { areaOfGeoJson, GeoJsonAreaError } from './geojson-area.ts';

const square = [
	[4.7, 49.7],
	[4.8, 49.7],
	[4.8, 49.8],
	[4.7, 49.8],
	[4.7, 49.7]
];

describe('areaOfGeoJson', () => {
	it('takes the polygons of features, collections and bare geometries', () => {
		const polygon = { type: 'Polygon', coordinates: [square] };
		const feature = { type: 'Feature', properties: {}, geometry: polygon };
		for (const json of [polygon, feature, { type: 'FeatureCollection', features: [feature] }])
			expect(areaOfGeoJson(JSON.stringify(json))).toEqual({
				kind: 'polygons',
				polygons: [[square.slice(0, -1)]]
			});
	});

	it('makes one area of polygons that share a border, and keeps those that stand apart', () => {
		const moved = (by: number) => square.map(([x = 0, y = 0]) => [x + by, y]);
		const collection = (...rings: number[][][]) =>
			JSON.stringify({ type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) });
		const touching = areaOfGeoJson(collection(square, moved(0.1)));
		expect(touching.kind === 'polygons' && touching.polygons).toHaveLength(1);
		const across = shapeTest(touching, 'within');
		const plot = { type: 'Polygon' as const, coordinates: [moved(0.05)] };
		expect(across(plot, [4.75, 49.7, 4.85, 49.8])).toBe(true);
		const apart = areaOfGeoJson(collection(square, moved(0.2)));
		expect(apart.kind === 'polygons' && apart.polygons).toHaveLength(2);
	});

	it('says why a file cannot be used', () => {
		const refused = [
			'pas du json',
			JSON.stringify({ type: 'FeatureCollection', features: [] }),
			JSON.stringify({ type: 'Point', coordinates: [4, 49] }),
			JSON.stringify({
				type: 'Polygon',
				coordinates: [[square[0], square[2], square[1], square[3], square[0]]]
			}),
			JSON.stringify({
				type: 'Polygon',
				coordinates: [
					Array.from({ length: 50_000 }, (_, turn) => [4 + Math.cos(turn), 49 + Math.sin(turn)])
				]
			})
		];
		for (const text of refused) expect(() => areaOfGeoJson(text)).toThrow(GeoJsonAreaError);
	});
});
