import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
	area,
	booleanPointInPolygon,
	featureCollection,
	intersect,
	polygon,
	union
} from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { approximateContours, type RepresentativePoint } from './approximate-contours.ts';
import { joiningPoints } from './joining-points.ts';

const officialShapes = '../shared/data/nord-ardennes/epci.geojson';
const members = ['200041630', '200067759', '240800821', '240800847'];

function feature(shape: Polygon | MultiPolygon): Feature<Polygon | MultiPolygon> {
	return { type: 'Feature', properties: {}, geometry: shape };
}

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}

function epciByCommune(): Map<string, string> {
	const path = createRequire(import.meta.url).resolve(
		'@etalab/decoupage-administratif/data/epci.json'
	);
	const epci = readJson(path) as { code: string; membres: { code: string }[] }[];
	return new Map(
		epci
			.filter(({ code }) => members.includes(code))
			.flatMap(({ code, membres }) => membres.map((member) => [member.code, code] as const))
	);
}

function nordArdennes(): { points: RepresentativePoint[]; outline: Polygon } {
	const epci = epciByCommune();
	const [, ...lines] = readFileSync('data/communes.csv', 'utf8').trim().split('\n');
	const points = lines.map((line) => {
		const [insee = '', , lon, lat] = line.split(',');
		return { insee, epci: epci.get(insee) ?? 'sans EPCI', lon: Number(lon), lat: Number(lat) };
	});
	return { points, outline: (readJson('data/outline.json') as Feature<Polygon>).geometry };
}

describe('the approximate contours of Nord Ardennes', () => {
	const { points, outline } = nordArdennes();
	const contours = approximateContours(points, outline);

	it('give each of the 156 member communes exactly one non-empty cell', () => {
		expect([...contours.communes.keys()].sort()).toEqual([...epciByCommune().keys()].sort());
		for (const cell of contours.communes.values()) {
			expect(area(feature(cell))).toBeGreaterThan(100_000);
		}
	});

	it('cover the outline without overlap: areas add up, and so do the EPCI', () => {
		const total = area(feature(outline));
		for (const shapes of [contours.communes, contours.epci]) {
			const sum = [...shapes.values()].reduce(
				(hectares, shape) => hectares + area(feature(shape)),
				0
			);
			expect(sum / total).toBeCloseTo(1, 5);
		}
	});

	it('leave no two communes on the same ground', () => {
		const cells = [...contours.communes.values()];
		const overlaps = cells.flatMap((cell, index) =>
			cells.slice(index + 1).filter((other) => {
				const shared = intersect(featureCollection([feature(cell), feature(other)]));
				return shared !== null && area(shared) > 1;
			})
		);
		expect(overlaps).toEqual([]);
	});

	it('give each EPCI one piece without a hole, nowhere narrower than a kilometre', () => {
		for (const shape of contours.epci.values())
			expect(shape.coordinates.map((rings) => rings.length)).toEqual([1]);
		expect(joiningPoints(points, contours.communes)).toEqual([]);
	});

	it.skipIf(!existsSync(officialShapes))(
		'overlap each official EPCI by 85 % or more (skipped where ../shared/data is absent)',
		() => {
			const official = readJson(officialShapes) as FeatureCollection<
				Polygon | MultiPolygon,
				{ epci: string }
			>;
			expect(official.features.map(({ properties }) => properties.epci).sort()).toEqual(members);
			for (const shape of official.features) {
				const drawn = contours.epci.get(shape.properties.epci);
				const pair = featureCollection([
					shape,
					feature(drawn ?? { type: 'MultiPolygon', coordinates: [] })
				]);
				const shared = intersect(pair);
				const both = union(pair);
				expect(area(shared ?? polygon([])) / area(both ?? polygon([]))).toBeGreaterThanOrEqual(
					0.85
				);
			}
		}
	);
});

describe('an EPCI that the nearest points would cut in two', () => {
	// Two communes of "a" north and south, and one of "b" that lies between them, nearer to the west.
	const points = [
		{ insee: '1', epci: 'a', lon: 4.55, lat: 49.8 },
		{ insee: '2', epci: 'b', lon: 4.45, lat: 49.75 },
		{ insee: '3', epci: 'a', lon: 4.55, lat: 49.7 }
	];
	const edge = { west: 4.4, south: 49.6, east: 4.6, north: 49.9 };
	const outline: Polygon = {
		type: 'Polygon',
		coordinates: [
			[
				[edge.west, edge.south],
				[edge.east, edge.south],
				[edge.east, edge.north],
				[edge.west, edge.north],
				[edge.west, edge.south]
			]
		]
	};

	it('is joined between its two communes, and each keeps its town', () => {
		const { communes, epci } = approximateContours(points, outline);
		expect(epci.get('a')?.coordinates).toHaveLength(1);
		for (const { insee, lon, lat } of points)
			expect(booleanPointInPolygon([lon, lat], communes.get(insee) ?? outline)).toBe(true);
	});

	it('stays cut where joining it would cut the other', () => {
		const crossing = [
			{ insee: '1', epci: 'a', lon: 4.5, lat: 49.8 },
			{ insee: '2', epci: 'b', lon: 4.48, lat: 49.75 },
			{ insee: '4', epci: 'b', lon: 4.52, lat: 49.75 },
			{ insee: '3', epci: 'a', lon: 4.5, lat: 49.7 }
		];
		const { epci } = approximateContours(crossing, outline);
		expect(epci.get('a')?.coordinates).toHaveLength(2);
		expect(epci.get('b')?.coordinates).toHaveLength(1);
	});
});

describe('a table of points at fault', () => {
	const square: Polygon = {
		type: 'Polygon',
		coordinates: [
			[
				[4, 49],
				[5, 49],
				[5, 50],
				[4, 50],
				[4, 49]
			]
		]
	};

	it('names the commune that two points claim', () => {
		const twice = [
			{ insee: '08001', epci: 'a', lon: 4.5, lat: 49.5 },
			{ insee: '08002', epci: 'a', lon: 4.5, lat: 49.5 }
		];
		expect(() => approximateContours(twice, square)).toThrow(/Commune 0800[12] : son point/);
	});

	it('names the commune whose point lies too far outside to keep any ground', () => {
		const stray = [
			{ insee: '08001', epci: 'a', lon: 4.9, lat: 49.5 },
			{ insee: '08002', epci: 'a', lon: 9, lat: 49.5 }
		];
		expect(() => approximateContours(stray, square)).toThrow(/Commune 08002/);
	});
});
