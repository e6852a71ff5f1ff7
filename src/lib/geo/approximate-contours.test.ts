import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { area, featureCollection, intersect, polygon, union } from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { approximateContours, type RepresentativePoint } from './approximate-contours.ts';

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
