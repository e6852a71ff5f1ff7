import { bbox, centroid } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { expect, it } from 'vitest';
import { boxesOf, centresOf, flattenPolygons } from './flat-polygons.ts';

const withHole: Polygon = {
	type: 'Polygon',
	coordinates: [
		[
			[4, 49],
			[5, 49],
			[5, 50.5],
			[4, 49]
		],
		[
			[4.6, 49.2],
			[4.7, 49.3],
			[4.7, 49.2],
			[4.6, 49.2]
		]
	]
};
const twoParts: MultiPolygon = {
	type: 'MultiPolygon',
	coordinates: [withHole.coordinates, [withHole.coordinates[1] ?? []]]
};

it('keeps parts and holes, boxes, and the centres of turf.centroid', () => {
	const flat = flattenPolygons([withHole, twoParts]);
	expect([...flat.shapes]).toEqual([0, 1, 3]);
	expect([...flat.polygons]).toEqual([0, 2, 4, 5]);
	expect([...flat.rings]).toEqual([0, 4, 8, 12, 16, 20]);
	const [boxes, centres] = [boxesOf(flat), centresOf(flat)];
	for (const [index, geometry] of [withHole, twoParts].entries()) {
		expect([boxes.west, boxes.south, boxes.east, boxes.north].map((side) => side[index])).toEqual(
			bbox(geometry)
		);
		const [lng = 0, lat = 0] = centroid(geometry).geometry.coordinates;
		expect(centres.lng[index]).toBeCloseTo(lng, 12);
		expect(centres.lat[index]).toBeCloseTo(lat, 12);
	}
});
