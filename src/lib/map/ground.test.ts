import { readFileSync } from 'node:fs';
import type { Feature, FeatureCollection, LineString, Point, Polygon, Position } from 'geojson';
import papaparse from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { approximateContours } from '#lib/geo/approximate-contours.ts';
import { areaAt } from '#lib/geo/area-at.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { segmentMeetsBox, squaredDistanceToSegment } from '#lib/geo/segments.ts';
import { roadZooms, townZooms } from './layers/ground.ts';
import { repeatedNames } from './repeated-names.ts';

interface Ways {
	name?: string;
	kind?: string;
	rank?: string;
	serves?: string[];
	passes?: string[];
}

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;
const readTable = (path: string) =>
	papaparse.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
		header: true,
		skipEmptyLines: true
	}).data;
const placeOf = ({ lon, lat }: Record<string, string>): LngLat => [Number(lon), Number(lat)];

const ground = (readJson('data/ground.json') as FeatureCollection<LineString | Point, Ways>)
	.features;
const ways = ground.filter(({ geometry }) => geometry.type === 'LineString') as Feature<
	LineString,
	Ways
>[];
const towns = ground.filter(({ properties }) => properties.kind === 'town') as Feature<
	Point,
	Ways
>[];
const rivers = (readJson('data/rivers.json') as FeatureCollection<LineString, Ways>).features;
const communes = readTable('data/communes.csv');
const pois = readTable('data/poi.csv');

const places = new Map<string, LngLat>([
	...towns.map(({ geometry, properties }): [string, LngLat] => [
		properties.name ?? '',
		geometry.coordinates as LngLat
	]),
	...communes.map((one): [string, LngLat] => [one.comm_nom ?? '', placeOf(one)])
]);

/** Kilometres from a point to a line, on a local flat map. */
function kmTo([lng, lat]: LngLat, line: readonly Position[]): number {
	const [across, up] = [111.32 * Math.cos((lat * Math.PI) / 180), 111.2];
	const flat = line.map(([x = 0, y = 0]) => [(x - lng) * across, (y - lat) * up] as const);
	const squares = flat
		.slice(1)
		.map(([x, y], at) => squaredDistanceToSegment(0, 0, ...(flat[at] ?? [0, 0]), x, y));
	return Math.sqrt(Math.min(...squares));
}

const kmToNearest = (place: LngLat, lines: readonly Feature<LineString>[]) =>
	Math.min(...lines.map(({ geometry }) => kmTo(place, geometry.coordinates)));

describe('the ground that ships with Nord Ardennes', () => {
	it('leads each road and railway within 1.5 km of the towns that it serves', () => {
		expect(ways.flatMap(({ properties }) => properties.serves ?? []).length).toBeGreaterThan(120);
		for (const { properties, geometry } of ways)
			for (const town of properties.serves ?? []) {
				const place = places.get(town);
				expect(place, town).toBeDefined();
				if (place)
					expect(
						kmTo(place, geometry.coordinates),
						`${properties.name ?? 'sans numéro'}, ${town}`
					).toBeLessThanOrEqual(1.5);
			}
	});

	it('leads each river within 1 km of the towns on it', () => {
		expect(rivers.flatMap(({ properties }) => properties.passes ?? []).length).toBeGreaterThan(40);
		for (const { properties, geometry } of rivers)
			for (const town of properties.passes ?? []) {
				const place = places.get(town);
				expect(place, town).toBeDefined();
				if (place)
					expect(
						kmTo(place, geometry.coordinates),
						`${properties.name ?? ''}, ${town}`
					).toBeLessThanOrEqual(1);
			}
	});

	it('leads motorways and main roads through their junctions, and railways through their stations', () => {
		const roads = ways.filter(({ properties }) =>
			['motorway', 'main'].includes(properties.rank ?? '')
		);
		const rails = ways.filter(({ properties }) => properties.kind === 'railway');
		for (const poi of pois) {
			if (poi.poi_type === 'échangeur autoroutier')
				expect(kmToNearest(placeOf(poi), roads), poi.poi_nom).toBeLessThan(0.3);
			if (poi.poi_type === 'gare de voyageurs')
				expect(kmToNearest(placeOf(poi), rails), poi.poi_nom).toBeLessThan(0.3);
		}
	});

	it('writes coordinates with three decimals at most', () => {
		for (const { geometry } of [...ways, ...rivers])
			for (const position of geometry.coordinates)
				expect(position.map((degrees) => Number(degrees.toFixed(3)))).toEqual(position);
	});
});

/** From which zoom a way is drawn; railways have no rank of road. */
const wayZoom = (rank = '') => Object.entries(roadZooms).find(([name]) => name === rank)?.[1] ?? 7;

/** The ground on a screen of 1,440 × 900 px. */
function frameAt([lng, lat]: LngLat, zoom: number): Box {
	const degrees = 360 / (512 * 2 ** zoom);
	const [across, up] = [720 * degrees, 450 * degrees * Math.cos((lat * Math.PI) / 180)];
	return [lng - across, lat - up, lng + across, lat + up];
}

function meets(line: readonly Position[], box: Box): boolean {
	return line
		.slice(1)
		.some(([x = 0, y = 0], at) =>
			segmentMeetsBox(line[at]?.[0] ?? 0, line[at]?.[1] ?? 0, x, y, ...box)
		);
}

describe('the built-in ground', () => {
	let surfaces: ReturnType<typeof approximateContours>['communes'];
	let holder: ReturnType<typeof areaAt>;
	let named: LngLat[];

	beforeAll(() => {
		const points = communes.map((one) => ({
			insee: one.comm_insee ?? '',
			epci: '',
			lon: Number(one.lon),
			lat: Number(one.lat)
		}));
		const outline = (readJson('data/outline.json') as Feature<Polygon>).geometry;
		surfaces = approximateContours(points, outline).communes;
		holder = areaAt([...surfaces.values()]);
		named = [...surfaces.values()].map((surface) => centreOf(surface));
	});

	/** Whether a frame shows a way, water or a name at its zoom; what is quick to find is looked for first. */
	function orients(place: LngLat, zoom: number): boolean {
		const box = frameAt(place, zoom);
		const isDrawn = ({ properties, geometry }: (typeof ways)[number]) =>
			zoom >= wayZoom(properties.rank) && meets(geometry.coordinates, box);
		const isNamed = ({ properties, geometry: { coordinates } }: (typeof towns)[number]) =>
			zoom >= townZooms[properties.rank as keyof typeof townZooms] &&
			holds(box, coordinates as LngLat);
		return (
			ways.some(isDrawn) ||
			rivers.some(({ geometry }) => meets(geometry.coordinates, box)) ||
			towns.some(isNamed) ||
			(zoom >= 12 && named.some((point) => holds(box, point))) ||
			repeatedNames({ box, named: false, zoom }, holder, named).some(
				({ zoom: own, point }) => own === Math.floor(zoom) && holds(box, point)
			)
		);
	}

	const holds = ([west, south, east, north]: Box, [lng, lat]: LngLat) =>
		lng >= west && lng <= east && lat >= south && lat <= north;

	it.each([6, 7, 8, 9, 10, 11, 12, 12.9, 13, 13.9, 14, 14.9, 15, 15.9, 16])(
		'is nowhere in the territory without a road, a river or a name at zoom %d',
		(zoom) => {
			const empty: LngLat[] = [];
			for (let lng = 4.43; lng <= 5.39; lng += 0.0137)
				for (let lat = 49.5; lat <= 50.17; lat += 0.0093)
					if (holder(lng, lat) >= 0 && !orients([lng, lat], zoom)) empty.push([lng, lat]);
			expect(empty).toEqual([]);
		}
	);
});
