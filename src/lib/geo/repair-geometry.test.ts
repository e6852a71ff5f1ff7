import { area, booleanValid, feature } from '@turf/turf';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { repairGeometry } from './repair-geometry.ts';

/** A square of about 500 m in Charleville-Mézières, counterclockwise. */
const square: Position[] = [
	[4.72, 49.76],
	[4.727, 49.76],
	[4.727, 49.765],
	[4.72, 49.765],
	[4.72, 49.76]
];
const polygon = (ring: Position[]) => ({ type: 'Polygon', coordinates: [ring] });

const words = (repairs: readonly { expected: string }[]) => repairs.map(({ expected }) => expected);

describe('repairGeometry', () => {
	it('leaves a sound polygon as it is', () => {
		expect(repairGeometry(polygon(square))).toEqual({
			geometry: polygon(square),
			system: 'degrees',
			first: { before: square[0], after: square[0] },
			repairs: []
		});
	});

	it('closes an open ring', () => {
		const { geometry, repairs } = repairGeometry(polygon(square.slice(0, -1)));
		expect(geometry).toEqual(polygon(square));
		expect(words(repairs)).toEqual(['anneau fermé']);
	});

	it('takes two ends a few centimetres apart for one vertex', () => {
		const { geometry, repairs } = repairGeometry(
			polygon([...square.slice(0, -1), [4.72 + 1e-7, 49.76]])
		);
		expect(geometry).toEqual(polygon(square));
		expect(words(repairs)).toEqual(['anneau fermé']);
	});

	it('puts latitude and longitude back in order', () => {
		const { geometry, repairs } = repairGeometry({ type: 'Point', coordinates: [49.76, 4.72] });
		expect(geometry).toEqual({ type: 'Point', coordinates: [4.72, 49.76] });
		expect(words(repairs)).toEqual(['axes remis dans l’ordre longitude, latitude']);
	});

	it('turns a ring that runs the wrong way, swapped axes included', () => {
		const swapped = square.map(([lon = 0, lat = 0]) => [lat, lon]).toReversed();
		const { geometry, repairs } = repairGeometry(polygon(swapped));
		expect(geometry).toEqual(polygon(square));
		expect(words(repairs)).toContain('sens des anneaux remis selon la RFC 7946');
	});

	it('orients holes the other way round than shells', () => {
		const hole = [
			[4.722, 49.762],
			[4.723, 49.762],
			[4.723, 49.763],
			[4.722, 49.763],
			[4.722, 49.762]
		];
		const { geometry } = repairGeometry({ type: 'Polygon', coordinates: [square, hole] });
		expect(geometry.coordinates).toEqual([square, hole.toReversed()]);
	});

	it('removes repeated vertices and heights', () => {
		const doubled = square.flatMap(([lon = 0, lat = 0], index) =>
			index === 1
				? [
						[lon, lat, 150],
						[lon, lat, 150]
					]
				: [[lon, lat, 150]]
		);
		const { geometry, repairs } = repairGeometry(polygon(doubled));
		expect(geometry).toEqual(polygon(square));
		expect(words(repairs)).toEqual(['altitudes retirées', 'sommets répétés retirés']);
	});

	it.each([
		['Lambert-93', [824_387.155, 6_964_633.223]],
		['Lambert-93 with swapped axes', [6_964_633.223, 824_387.155]]
	])('brings %s back to degrees', (_name, coordinates) => {
		const { geometry, repairs } = repairGeometry({ type: 'Point', coordinates });
		const [lon = 0, lat = 0] = geometry.coordinates as Position;
		expect(lon).toBeCloseTo(4.7256, 6);
		expect(lat).toBeCloseTo(49.7684, 6);
		expect(repairs[0]?.expected).toMatch(/Lambert-93/);
	});

	it('accepts the overseas departments', () => {
		const reunion = { type: 'Point', coordinates: [55.45, -20.88] };
		expect(repairGeometry(reunion).geometry).toEqual(reunion);
	});

	it('gives a geometry that Turf finds valid, of the same area, whatever was mended', () => {
		const { geometry } = repairGeometry(
			polygon([...square.slice(1, -1), ...square.slice(0, 1)].toReversed())
		);
		expect(booleanValid(feature(geometry))).toBe(true);
		expect(area(feature(geometry))).toBeCloseTo(area(polygon(square) as never), 3);
	});

	it.each([
		[
			'a bow tie',
			polygon([
				[4.72, 49.76],
				[4.727, 49.765],
				[4.727, 49.76],
				[4.72, 49.765],
				[4.72, 49.76]
			]),
			/se recoupe près de 4\.7/
		],
		[
			'a ring of two corners',
			polygon([
				[4.72, 49.76],
				[4.727, 49.76],
				[4.72, 49.76]
			]),
			/trois sommets/
		],
		['NaN', { type: 'Point', coordinates: [Number.NaN, 49.76] }, /deux nombres/],
		['text for a number', { type: 'Point', coordinates: ['4.72', 49.76] }, /deux nombres/],
		['one number', { type: 'Point', coordinates: [4.72] }, /deux nombres/],
		['no position', { type: 'MultiPoint', coordinates: [] }, /deux nombres/],
		[
			'a line',
			{
				type: 'LineString',
				coordinates: [
					[4.72, 49.76],
					[4.73, 49.76]
				]
			},
			/le type reçu est LineString/
		],
		['a collection', { type: 'GeometryCollection', geometries: [] }, /GeometryCollection/],
		['null', null, /une géométrie GeoJSON est attendue/],
		[
			'the middle of the Atlantic',
			{ type: 'Point', coordinates: [-30, 45] },
			/hors de France \(-30, 45\)/
		],
		['the origin', { type: 'Point', coordinates: [0, 0] }, /hors de France/],
		[
			'two systems mixed',
			{
				type: 'MultiPoint',
				coordinates: [
					[4.72, 49.76],
					[824_387, 6_964_633]
				]
			},
			/mêlés/
		]
	])('refuses %s and says why', (_name, input, reason) => {
		expect(() => repairGeometry(input)).toThrow(reason);
	});
});
