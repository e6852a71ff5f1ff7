import type { Position } from 'geojson';
import type { LngLat } from '#lib/domain/feature.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { networkFlags, plotLists, poiTypes } from '#lib/domain/vocabulary.ts';
import type { Records } from '#lib/search/records.ts';
import {
	sampleFirm,
	samplePlot,
	samplePoi,
	sampleRecords,
	sampleShares,
	sampleSite
} from '../fixtures/sample-records.ts';

/** The same numbers from 0 to 1 on every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const [west, south, width, height] = [3.5, 49, 2, 1.4];
const plotsASite = 20;

/** A ring around a centre, its radii drawn between `low` and `high` degrees. */
export function drawnRing(
	random: () => number,
	[x, y]: LngLat,
	vertices: number,
	low: number,
	high: number
): LngLat[] {
	return Array.from({ length: vertices }, (_, at): LngLat => {
		const angle = (2 * Math.PI * at) / vertices;
		const radius = low + (high - low) * random();
		return [x + 1.5 * radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
}

/** A drawn polygon of 200 vertices over about a tenth of the ground. */
export function drawnPolygon(): LngLat[] {
	return drawnRing(randomNumbers(7), [west + width / 2, south + height / 2], 200, 0.2, 0.35);
}

function syntheticPlot(random: () => number, index: number): Plot {
	const among = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
	const orNone = <T>(value: T) => (random() < 0.1 ? null : value);
	const centre: LngLat = [west + width * random(), south + height * random()];
	const vertices = 4 + Math.floor(random() * 9);
	const ring: Position[] = drawnRing(random, centre, vertices, 0.0004, 0.0015).map((position) =>
		position.map((degrees) => Number(degrees.toFixed(6)))
	);
	const date = () => `202${Math.floor(random() * 8)}-0${1 + Math.floor(random() * 9)}-15`;
	return samplePlot({
		id: `T${String(index).padStart(6, '0')}`,
		siteId: `S${Math.floor(index / plotsASite)}`,
		siteName: `Zone ${Math.floor(index / plotsASite)}`,
		lot: `Lot ${index % plotsASite}`,
		areaHa: orNone(Number((12 * random() ** 2).toFixed(2))),
		saleStage: among(plotLists.terr_stade_comm),
		servicingStage: among(plotLists.terr_stade_amngt),
		ownership: among(plotLists.terr_maitrise_fonc),
		occupancy: among(plotLists.terr_etat_occup),
		use: among(plotLists.terr_usage),
		tenure: orNone(among(plotLists.terr_cession_type)),
		readyToBuild: orNone(random() < 0.5),
		askingPrice: orNone(5 + Math.floor(random() * 60)),
		availableFrom: orNone(date()),
		updated: date(),
		shares: sampleShares({ 'zone inondable': random() < 0.7 ? 0 : Math.floor(random() * 100) }),
		epciSiren: String(200_000_000 + Math.floor(random() * 4)),
		inseeCode: `08${String(100 + Math.floor(random() * 156))}`,
		geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] }
	});
}

/** So many plots over the same ground, one site to twenty, 430 firms and 70 points of interest. */
export function syntheticRecords(plotCount: number): Records {
	const random = randomNumbers(42);
	const anywhere = (): LngLat => [west + width * random(), south + height * random()];
	const flag = () => (random() < 0.1 ? null : random() < 0.7);
	const sites = Array.from({ length: Math.ceil(plotCount / plotsASite) }, (_, index) =>
		sampleSite({
			id: `S${index}`,
			name: `Zone ${index}`,
			networks: Object.fromEntries(networkFlags.map((each) => [each, flag()])) as ReturnType<
				typeof sampleSite
			>['networks'],
			capacities: {
				electricityKva: {
					value: Math.floor(random() * 5000),
					source: 'Enedis',
					date: '2026-01-01'
				},
				waterM3PerDay: null,
				gasM3PerHour: null,
				fibreMbitPerS: null
			},
			access:
				random() < 0.5 ? [] : [{ kind: 'motorway', name: 'A34', km: Math.floor(random() * 40) }]
		})
	);
	return sampleRecords({
		sites,
		plots: Array.from({ length: plotCount }, (_, index) => syntheticPlot(random, index)),
		firms: Array.from({ length: 430 }, () => sampleFirm({ position: anywhere(), headcount: 29 })),
		pois: Array.from({ length: 70 }, (_, index) =>
			samplePoi(poiTypes[index % poiTypes.length] ?? 'port', anywhere())
		)
	});
}
