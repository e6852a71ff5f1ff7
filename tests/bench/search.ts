/** The search on synthetic plots, side by side with plain Turf: what issue 3 asks to see, printed and never asserted. */
import { gzipSync } from 'node:zlib';
import { booleanIntersects, distance, point, polygon } from '@turf/turf';
import Flatbush from 'flatbush';
import type { LngLat } from '#lib/domain/feature.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { packFeatures } from '#lib/search/columnar-transfer.ts';
import { buildColumns } from '#lib/search/columns.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import { funnel } from '#lib/search/funnel.ts';
import { nearMisses } from '#lib/search/near-misses.ts';
import type { Records } from '#lib/search/records.ts';
import { drawnPolygon, syntheticRecords } from './synthetic-plots.ts';

export type Row = [what: string, value: string];

const runs = 21;
const warmUpMilliseconds = 250;
const write = (value: number, digits = 2) => value.toFixed(digits).replace('.', ',');
const milliseconds = (value: number) => `${write(value, value < 10 ? 2 : 0)} ms`;
const times = (slow: number, fast: number) => `${write(slow / fast, 0)} ×`;

/** Median milliseconds of 21 runs, after a quarter of a second (one run at least) that warms up. */
function median(run: () => unknown): number {
	const until = performance.now() + warmUpMilliseconds;
	do run();
	while (performance.now() < until);
	const taken = Array.from({ length: runs }, () => {
		const start = performance.now();
		run();
		return performance.now() - start;
	});
	return taken.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

const ring = drawnPolygon();
const drawn: Criteria = {
	...noCriteria,
	areaMinHa: 1,
	saleStages: ['en vente', 'en vente avec contraintes'],
	tenures: ['Vente', 'Location'],
	readyToBuild: true,
	shape: { kind: 'polygon', ring }
};

/** The four attribute criteria on a record, as anyone would write them. */
function fits(plot: Plot): boolean {
	return (
		(plot.areaHa === null || plot.areaHa >= 1) &&
		['en vente', 'en vente avec contraintes', 'inconnu'].includes(plot.saleStage) &&
		plot.tenure !== 'Mise à disposition' &&
		plot.readyToBuild !== false
	);
}

function polygonAndAttributes(records: Records): Row[] {
	const { plots } = records;
	const columns = buildColumns(records);
	const area = polygon([[...ring, ring[0] ?? [0, 0]]]);
	const meets = (plot: Plot) => booleanIntersects(area, plot.geometry);
	const index = new Flatbush(plots.length);
	for (const plot of plots) index.add(...boundingBox(plot.geometry));
	index.finish();
	const box = boundingBox(area.geometry);
	const byTurf = () => plots.flatMap((plot, at) => (fits(plot) && meets(plot) ? at : []));
	const byIndex = () =>
		index.search(...box, (at) => {
			const plot = plots[at];
			return plot !== undefined && fits(plot) && meets(plot);
		});
	const ours = () => evaluate(columns, drawn).passing;
	const same = [byIndex().sort((a, b) => a - b), [...ours()]].every(
		(hits) => String(hits) === String(byTurf())
	);
	const [fast, indexed, plain] = [median(ours), median(byIndex), median(byTurf)];
	const count = write(plots.length, 0);
	return [
		[`Polygone de 200 sommets et quatre critères, ${count} terrains`, milliseconds(fast)],
		[
			'… attributs puis Turf (visé : 200 × au moins)',
			`${milliseconds(plain)}, ${times(plain, fast)}`
		],
		[
			'… flatbush puis Turf (visé : 50 × au moins)',
			`${milliseconds(indexed)}, ${times(indexed, fast)}`
		],
		['… mêmes réponses', same ? `oui, ${ours().length} terrains` : 'NON']
	];
}

function radius(records: Records): Row[] {
	const columns = buildColumns(records);
	const centre: LngLat = [4.5, 49.7];
	const centres = records.plots.map((plot) => point(centreOf(plot.geometry)));
	const criteria: Criteria = {
		...noCriteria,
		shape: { kind: 'circle', centre, radiusKm: 10 },
		shapeRelation: 'centre'
	};
	const ours = () => evaluate(columns, criteria).passing;
	const from = point(centre);
	const plain = () => centres.flatMap((each, at) => (distance(from, each) <= 10 ? at : []));
	const same = String([...ours()]) === String(plain());
	const [fast, slow] = [median(ours), median(plain)];
	return [
		[`Rayon de 10 km, ${write(centres.length, 0)} terrains`, milliseconds(fast)],
		[
			'… turf.distance par terrain (visé : 100 × au moins)',
			`${milliseconds(slow)}, ${times(slow, fast)}`
		],
		['… mêmes réponses', same ? 'oui' : 'NON']
	];
}

/** Columns as the page opens them: distances to junctions, stations and ports stand on every card. */
function openColumns(records: Records) {
	const { access, numbers } = buildColumns(records);
	return [access.junction, access.station, access.port, numbers.areaHa];
}

/** Every column there is, which no page asks for at once. */
function everyColumn(records: Records) {
	const { access, numbers, choices } = buildColumns(records);
	return [access, numbers, choices].flatMap((columns) => Object.values<unknown>(columns));
}

const eight: Criteria = {
	...noCriteria,
	areaMinHa: 3,
	priceMaxPerM2: 30,
	availableBefore: '2026-06-30',
	saleStages: ['en vente', 'en vente avec contraintes', 'non commercialisé'],
	networks: ['reseau_gaz'],
	electricityMinKva: 1000,
	floodMaxPercent: 10,
	junctionMaxKm: 15
};

function funnelAndNearMisses(records: Records): Row {
	const columns = buildColumns(records);
	const answer = () => {
		const evaluation = evaluate(columns, eight);
		return [funnel(evaluation), nearMisses(evaluation)];
	};
	return [
		'Entonnoir et presque-réponses, 30000 terrains, huit critères (visé : 16 ms)',
		milliseconds(median(answer))
	];
}

/** Bytes of the plots as GeoJSON and by column, gzipped, with the attributes that the search reads. */
function transfer({ plots }: Records): Row[] {
	const features = plots.map(({ geometry, provenance, parcels, ...attributes }) => ({
		type: 'Feature' as const,
		id: attributes.id,
		// The OGC answers leave out what is not known, and name the source of each record.
		properties: Object.fromEntries(
			Object.entries({
				...attributes,
				source_nom: provenance.source,
				terr_refcad: parcels.join('|')
			}).filter(([, value]) => value !== null)
		),
		geometry
	}));
	const size = (content: unknown) => gzipSync(JSON.stringify(content)).length;
	const [plain, columnar] = [
		size({ type: 'FeatureCollection', features }),
		size(packFeatures(features))
	];
	return [
		['Transfert de 30000 terrains : GeoJSON, gzip', `${write(plain / 1000, 0)} ko`],
		[
			'… par colonnes (visé : 0,6 au plus)',
			`${write(columnar / 1000, 0)} ko, ${write(columnar / plain)}`
		]
	];
}

/** How much dearer ten times as many plots are: 10 is linear. */
function growth(): Row {
	const taken = [3_000, 30_000, 300_000].map((count) => {
		const columns = buildColumns(syntheticRecords(count));
		return median(() => evaluate(columns, drawn));
	});
	const [small = 0, middle = 0, large = 0] = taken;
	return [
		'De 3000 à 30000 puis 300000 terrains (linéaire : 10 × chacun, 100 × en tout)',
		`${write(middle / small, 1)} × puis ${write(large / middle, 1)} ×, ${write(large / small, 0)} × en tout`
	];
}

/** Every figure that issue 3 asks for and that needs no browser. Takes a few minutes: plain Turf is slow. */
export function measureSearch(): Row[] {
	const records = syntheticRecords(30_000);
	// First what a page does on opening: after 300,000 plots the heap is another one.
	const columns = milliseconds(median(() => openColumns(records)));
	const all = milliseconds(median(() => everyColumn(records)));
	return [
		['Colonnes de 30000 terrains à l’ouverture (visé : 40 ms)', columns],
		['… toutes, les six distances comprises', all],
		...transfer(records),
		...polygonAndAttributes(records),
		...radius(records),
		funnelAndNearMisses(records),
		growth(),
		...polygonAndAttributes(syntheticRecords(300_000))
	];
}
