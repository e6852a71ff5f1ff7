import { describe, expect, it } from 'vitest';
import { areaHectares } from './area-hectares.ts';
import { fromLambert93, toLambert93 } from './lambert-93.ts';

/** From `gdaltransform -s_srs EPSG:4326 -t_srs EPSG:2154`. */
const known: [lon: number, lat: number, x: number, y: number][] = [
	[3, 46.5, 700_000, 6_600_000],
	[4.7256, 49.7684, 824_387.155, 6_964_633.223],
	[2.3499, 48.853, 652_296.973, 6_861_636.359],
	[9.45, 42.7, 1_228_546.045, 6_199_420.644],
	[-4.486, 48.39, 146_636.14, 6_836_217.365]
];

describe('Lambert-93', () => {
	it.each(known)('puts %f, %f where GDAL puts it', (lon, lat, x, y) => {
		const [easting = 0, northing = 0] = toLambert93([lon, lat]);
		expect(easting).toBeCloseTo(x, 2);
		expect(northing).toBeCloseTo(y, 2);
	});

	it.each(known)('comes back to %f, %f', (lon, lat, x, y) => {
		const [longitude = 0, latitude = 0] = fromLambert93([x, y]);
		expect(longitude).toBeCloseTo(lon, 6);
		expect(latitude).toBeCloseTo(lat, 6);
	});
});

describe('areaHectares', () => {
	const ground = (...corners: [number, number][]) => corners.map(fromLambert93);
	const outer = ground(
		[824_000, 6_964_000],
		[824_400, 6_964_000],
		[824_400, 6_964_250],
		[824_000, 6_964_250],
		[824_000, 6_964_000]
	);
	const hole = ground(
		[824_100, 6_964_100],
		[824_200, 6_964_100],
		[824_200, 6_964_200],
		[824_100, 6_964_200],
		[824_100, 6_964_100]
	);

	it('measures 400 m by 250 m as 10 ha', () => {
		expect(areaHectares({ type: 'Polygon', coordinates: [outer] })).toBeCloseTo(10, 3);
	});

	it('takes holes off and adds parts up', () => {
		expect(
			areaHectares({ type: 'MultiPolygon', coordinates: [[outer, hole], [hole]] })
		).toBeCloseTo(10, 3);
	});
});
