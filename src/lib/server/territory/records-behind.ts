import { toLngLat } from '#lib/domain/feature.ts';
import { keptAnswers } from '#lib/domain/kept-in.ts';
import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import { stageGroupOf, type Plot } from '#lib/domain/plot.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { Provenance } from '#lib/domain/provenance.ts';
import { readAddress } from '#lib/search/address.ts';
import type { Atlas, PlacedPlot } from '#lib/search/atlas.ts';
import { plotName, search } from '#lib/search/list-page.ts';
import type { RecordClass } from '#lib/search/list-view.ts';
import type {
	BehindMark,
	BehindRecords,
	ShownLine
} from '#lib/subjects/indicators/dashboard/behind.ts';
import { brownfieldValues } from '#lib/subjects/indicators/dashboard/brownfields.ts';
import { breakdowns, mapQuery, vocationIn } from '#lib/subjects/indicators/dashboard/land.ts';
import {
	brownfieldTables,
	firmTables,
	landTables,
	sourcesOf
} from '#lib/subjects/indicators/dashboard/indicator.ts';
import { recordsOf } from '#lib/subjects/indicators/dashboard/scope-records.ts';
import {
	isInPlace,
	scopeCriteria,
	territoryScope,
	type Scope
} from '#lib/subjects/indicators/dashboard/scope.ts';
import { firmValues } from '#lib/subjects/indicators/dashboard/firms.ts';
import type { Reading } from './reading.ts';

export interface BehindQuestion {
	scope: Scope;
	/** Whose records; null for all land of the place. `query`: the search that says them, null where none does. */
	line: (ShownLine & { query: string | null }) | null;
}

/** Records that are shown one by one at most: more stand together, by commune. */
const mostMarks = 2_000;

/** Records of a class: those behind the figure, all of the place, and how one of them is marked. */
interface Records<Item> {
	list: RecordClass;
	chosen: readonly Item[];
	all: readonly Item[];
	mark: (item: Item) => BehindMark;
	recordOf: (item: Item) => { inseeCode: string | null; provenance: Provenance };
}
/** What is seen of them, whoever says them. */
type Shown = Omit<BehindRecords, 'query'>;
type OfClass<Item> = Omit<Records<Item>, 'chosen' | 'all'>;

const land: OfClass<PlacedPlot> = {
	list: 'terrains',
	mark: ({ plot, centre }) => ({
		...{ id: plot.id, name: plotName(plot), at: centre },
		...{ areaHa: plot.areaHa, stage: stageGroupOf(plot.saleStage) }
	}),
	recordOf: ({ plot }) => plot
};
const firms: OfClass<Firm> = {
	list: 'etablissements',
	mark: ({ siret, name, position }) => ({
		id: siret,
		name,
		at: position,
		areaHa: null,
		stage: null
	}),
	recordOf: (firm) => firm
};
const brownfields: OfClass<Brownfield> = {
	list: 'friches',
	mark: ({ id, name, geometry, areaHa }) => ({
		...{ id, name, at: toLngLat(centreOf(geometry)), areaHa, stage: null }
	}),
	recordOf: (brownfield) => brownfield
};

function landOf({ placedPlots }: Atlas, scope: Scope): PlacedPlot[] {
	const isInside = (plot: Plot) =>
		scope.kind === 'site' ? plot.siteId === scope.id : isInPlace(plot, scope);
	return placedPlots.filter(({ plot }) => plot.offer === 'Terrain' && isInside(plot));
}

/** Records that the search of a line finds. */
function found(atlas: Atlas, query: string, scope: Scope, most: number): Shown | null {
	const { criteria, view } = readAddress(new URLSearchParams(query));
	const kept = search(atlas, criteria);
	switch (view.list) {
		case 'terrains': {
			const passing = new Set(kept.plotSearch.passing);
			const chosen = atlas.placedPlots.filter((_, index) => passing.has(index));
			return shown(atlas, { ...land, chosen, all: landOf(atlas, scope) }, most);
		}
		case 'etablissements':
			return shown(
				atlas,
				{ ...firms, chosen: kept.firms, all: recordsOf(atlas, scope).firms },
				most
			);
		case 'friches':
			return shown(
				atlas,
				{ ...brownfields, chosen: kept.brownfields, all: recordsOf(atlas, scope).brownfields },
				most
			);
		case 'sites':
			return null;
	}
}

const isAmong = <Id extends string>(ids: readonly Id[], id: string): id is Id =>
	(ids as readonly string[]).includes(id);

/** Records of one value of the field that a table counts by, where no search says them. */
function counted(
	atlas: Atlas,
	{ table, key }: ShownLine,
	scope: Scope,
	most: number
): Shown | null {
	const isCounted = (value: string | null) => key === 'total' || value === key;
	// Whatever the place, firms by EPCI are those of the territory.
	const own = recordsOf(atlas, table === 'epci' ? territoryScope : scope);
	if (isAmong(brownfieldTables, table)) {
		const all = own.brownfields;
		const chosen = all.filter((one) => isCounted(brownfieldValues[table](one)));
		return shown(atlas, { ...brownfields, chosen, all }, most);
	}
	if (isAmong(firmTables, table)) {
		const all = own.firms;
		const chosen = all.filter((one) => isCounted(firmValues[table](one)));
		return shown(atlas, { ...firms, chosen, all }, most);
	}
	if (!isAmong(landTables, table)) return null;
	const about = { vocationOf: vocationIn(atlas) };
	const all = landOf(atlas, scope);
	const chosen = all.filter(({ plot }) => isCounted(breakdowns[table].valueOf(plot, about)));
	return shown(atlas, { ...land, chosen, all }, most);
}

/** One by one among the others, or by commune where the place has too many. */
function shown<Item>(
	atlas: Atlas,
	{ list, chosen, all, mark, recordOf }: Records<Item>,
	most: number
): Shown {
	const count = chosen.length;
	const sources = sourcesOf(chosen.map(recordOf));
	if (all.length > most) {
		const byCode = Map.groupBy(chosen, (one) => recordOf(one).inseeCode);
		const groups = atlas.communes.flatMap(({ insee, name, geometry }) => {
			const own = byCode.get(insee)?.length ?? 0;
			return own === 0 || geometry === null
				? []
				: { name, at: toLngLat(centreOf(geometry)), count: own };
		});
		return { list, count, marks: [], others: [], groups, sources };
	}
	const behind = new Set(chosen);
	const others = all.filter((one) => !behind.has(one)).map((one) => mark(one).at);
	return { list, count, marks: chosen.map(mark), others, groups: [], sources };
}

/** The records that a line of the planner's tables counts, among the others of the place; null where it is of none. */
export function behindIn(
	atlas: Atlas,
	{ line, scope }: BehindQuestion,
	most = mostMarks
): BehindRecords | null {
	if (line === null) {
		const all = landOf(atlas, scope);
		const query = mapQuery(scopeCriteria(atlas, scope), {}, []);
		return { ...shown(atlas, { ...land, chosen: all, all }, most), query };
	}
	const { query } = line;
	const records =
		query === null ? counted(atlas, line, scope, most) : found(atlas, query, scope, most);
	return records && { ...records, query };
}

export const recordsBehind = keptAnswers(({ atlas }: Reading, asked: BehindQuestion) =>
	behindIn(atlas, asked)
);
