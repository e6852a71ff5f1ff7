import { describe, expect, it } from 'vitest';
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
