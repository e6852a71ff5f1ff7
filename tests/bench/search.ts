/** The search on synthetic plots, side by side with plain Turf: what issue 3 asks to see, printed and never asserted. */
import { gzipSync } from 'node:zlib';
import { booleanIntersects, distance, point, polygon } from '@turf/turf';
import Flatbush from 'flatbush';
import type { LngLat } from '#lib/domain/feature.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { prepareArea } from '#lib/geo/prepared-area.ts';
import { packFeatures } from '#lib/search/columnar-transfer.ts';
import { buildColumns, type SearchColumns } from '#lib/search/columns.ts';
import { areaHa } from '#lib/search/criteria/area.ts';
import { criteriaList } from '#lib/search/criteria-list.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { evaluate } from '#lib/search/evaluate.ts';
import { funnel } from '#lib/search/funnel.ts';
import { nearMisses } from '#lib/search/near-misses.ts';
import type { Records } from '#lib/search/records.ts';
import { milliseconds, times, write, type Row } from '../../scripts/bench/rows.ts';
import { fourCriteria } from './asked-search.ts';
import { compareCpu, cpuOf } from './cpu-of.ts';
import { preparedPeer } from './prepared-peer.ts';
import { drawnPolygon, syntheticRecords } from './synthetic-plots.ts';

const ring = drawnPolygon();
const drawn: Criteria = { ...fourCriteria, shape: { kind: 'polygon', ring } };

/** A side of a comparison beside ours: how many times as dear it is at least. */
function beside(what: string, theirs: number, ours: number, least: number): Row {
	const ratio = theirs / ours;
	return {
		what,
		value: milliseconds(theirs),
		beside: `${times(ratio)} la nôtre (visé : ${least} × au moins)`,
		holds: ratio >= least
	};
}

const within = (what: string, value: number, most: number): Row => ({
	what: `${what}, processeur`,
	value: milliseconds(value),
	beside: `limite : ${most} ms`,
	holds: value <= most
});

const sameAnswers = (same: boolean, found: number): Row => ({
	what: '… mêmes réponses',
	value: same ? 'oui' : 'NON',
	beside: `${write(found)} terrains`,
	holds: same
});

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
	const indexed = () => {
		const index = new Flatbush(plots.length);
		for (const plot of plots) index.add(...boundingBox(plot.geometry));
		index.finish();
		return index;
	};
	const index = indexed();
	const box = boundingBox(area.geometry);
	const amongFitting = (accepts: (plot: Plot, at: number) => boolean) => () =>
		index.search(...box, (at) => {
			const plot = plots[at];
			return plot !== undefined && fits(plot) && accepts(plot, at);
		});
	const peer = preparedPeer(plots);
	const sides = {
		ours: () => [...evaluate(columns, drawn).passing],
		prepared: () => {
			const touches = peer.prepare(area.geometry);
			return amongFitting((_, at) => touches(at))();
		},
		indexed: amongFitting(meets),
		plain: () => plots.flatMap((plot, at) => (fits(plot) && meets(plot) ? at : []))
	};
	const found = Object.values(sides).map((side) => side().sort((a, b) => a - b));
	const same = found.every((hits) => String(hits) === String(found[0]));
	const { ours, prepared, indexed: byIndex, plain } = compareCpu(sides);
	const count = write(plots.length);
	return [
		{
			what: `Polygone de 200 sommets et quatre critères, ${count} terrains, processeur`,
			value: milliseconds(ours)
		},
		beside('… attributs puis Turf', plain, ours, 200),
		beside('… flatbush puis Turf', byIndex, ours, 50),
		beside('… flatbush puis JSTS, surface préparée', prepared, ours, 5),
		sameAnswers(same, found[0]?.length ?? 0),
		{
			what: '… préparation : colonnes lues par cette recherche',
			value: milliseconds(cpuOf(() => evaluate(buildColumns(records), drawn)) - ours)
		},
		{
			what: '… préparation : index flatbush',
			value: milliseconds(cpuOf(indexed))
		},
		{
			what: '… préparation : géométries JSTS',
			value: milliseconds(cpuOf(() => preparedPeer(plots)))
		},
		{
			what: '… préparation : surface (la nôtre, sans terrain)',
			value: milliseconds(cpuOf(() => prepareArea({ kind: 'polygon', ring }))),
			beside: `JSTS : ${milliseconds(cpuOf(() => peer.prepare(area.geometry)))}`
		}
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
	const from = point(centre);
	const sides = {
		ours: () => [...evaluate(columns, criteria).passing],
		plain: () => centres.flatMap((each, at) => (distance(from, each) <= 10 ? at : []))
	};
	const found = sides.ours();
	const same = String(found) === String(sides.plain());
	const { ours, plain } = compareCpu(sides);
	return [
		{
			what: `Rayon de 10 km, ${write(centres.length)} terrains, processeur`,
			value: milliseconds(ours)
		},
		beside('… turf.distance par terrain', plain, ours, 100),
		sameAnswers(same, found.length)
	];
}

/** Columns as the page opens them: distances to junctions, stations and ports stand on every card. */
function openColumns(records: Records) {
	const { access, column } = buildColumns(records);
	return [access.junction, access.station, access.port, column(areaHa)];
}

/** Every column there is, which no page asks for at once. */
function everyColumn(records: Records) {
	const columns = buildColumns(records);
	const read = criteriaList.filter(({ judged }) => judged !== 'otherwise');
	return [
		...Object.values<unknown>(columns.access),
		...read.map((criterion) => criterion.prepare(noCriteria, columns))
	];
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
	return within('Entonnoir et presque-réponses, 30 000 terrains, huit critères', cpuOf(answer), 16);
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
	const share = columnar / plain;
	return [
		{
			what: 'Transfert de 30 000 terrains : GeoJSON, gzip',
			value: `${write(plain / 1000)} ko`
		},
		{
			what: '… par colonnes',
			value: `${write(columnar / 1000)} ko`,
			beside: `${write(share, 2)} × (limite : 0,60 ×)`,
			holds: share <= 0.6
		}
	];
}

/** How much dearer ten times as many plots are: 10 is linear. */
function growth(): Row {
	const columns = [3_000, 30_000, 300_000].map((count) => buildColumns(syntheticRecords(count)));
	const side = (at: number) => () => evaluate(columns[at] as SearchColumns, drawn);
	const { small, middle, large } = compareCpu({ small: side(0), middle: side(1), large: side(2) });
	return {
		what: 'De 3 000 à 30 000 puis 300 000 terrains',
		value: `${write(middle / small, 1)} × puis ${write(large / middle, 1)} ×`,
		beside: `${write(large / small)} × en tout (linéaire : 100 ×)`,
		holds: large / small <= 100
	};
}

/** Every figure that issue 3 asks for and that needs no browser, in time of processor. Takes minutes: plain Turf is slow. */
export function measureSearch(): Row[] {
	const records = syntheticRecords(30_000);
	// First what a page does on opening: after 300,000 plots the heap is another one.
	const { opening, every } = compareCpu({
		opening: () => openColumns(records),
		every: () => everyColumn(records)
	});
	return [
		within('Colonnes de 30 000 terrains à l’ouverture', opening, 40),
		{ what: '… toutes, les six distances comprises', value: milliseconds(every) },
		...transfer(records),
		...polygonAndAttributes(records),
		...radius(records),
		funnelAndNearMisses(records),
		growth(),
		...polygonAndAttributes(syntheticRecords(300_000))
	];
}
