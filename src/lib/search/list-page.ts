import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Box } from '#lib/domain/feature.ts';
import type { Site } from '#lib/domain/site.ts';
import type { Atlas } from './atlas.ts';
import type { Criteria } from './criteria.ts';
import { toCheck } from './evaluate.ts';
import { marksInFrame } from './in-frame.ts';
import { orderBy, rowsOf } from './list-order.ts';
import type { ListRow } from './list-row.ts';
import { searchBrownfields, searchFirms, searchSites } from './search-others.ts';
import { rank, reasonsOf } from './rank.ts';
import { searchPlots, type PlotSearch } from './search-plots.ts';
import {
	listColumns,
	pageSize,
	type ListView,
	type RecordClass,
	type Sorted
} from './list-view.ts';

export { cardPath, plotName } from './list-row.ts';
export type { ListRow } from './list-row.ts';

/** One page of a list, and the figures above it. */
export interface ListPage {
	list: RecordClass;
	rows: ListRow[];
	counts: Record<RecordClass, number>;
	totals: Record<RecordClass, number>;
	/** How many the pages of this list hold: all that answer, or those of a part of the map. */
	listed: number;
	/** Hectares of the plots that answer. */
	areaHa: number;
	/** By which column the rows stand; null when by score, the best first. */
	sorted: Sorted | null;
	/** Whether the rows have a score, because something is wished for. */
	scored: boolean;
	page: number;
	pages: number;
}

/** Everything that answers the criteria, of every class. */
export interface Found {
	plotSearch: PlotSearch;
	sites: Site[];
	firms: Firm[];
	brownfields: Brownfield[];
}

/** How many records of a class that were found lie in a frame. */
export function countInFrame(atlas: Atlas, found: Found, list: RecordClass, frame: Box): number {
	const here = marksInFrame(atlas, list, frame);
	return foundMarks(atlas, found, list).reduce(
		(count, mark, index) => count + mark * (here[index] ?? 0),
		0
	);
}

/** Runs the criteria over every class of record. */
export function search(atlas: Atlas, criteria: Criteria): Found {
	return {
		plotSearch: searchPlots(atlas, criteria),
		sites: searchSites(atlas.sites, criteria),
		firms: searchFirms(atlas.firms, criteria),
		brownfields: searchBrownfields(atlas.brownfields, criteria)
	};
}

/** A mark at the index of every record of a class that was found. */
function foundMarks(atlas: Atlas, found: Found, list: RecordClass): Uint8Array {
	if (list === 'terrains') {
		const marks = new Uint8Array(atlas.placedPlots.length);
		for (const index of found.plotSearch.passing) marks[index] = 1;
		return marks;
	}
	const [all, kept]: readonly [readonly object[], readonly object[]] = (
		{
			sites: [atlas.sites, found.sites],
			etablissements: [atlas.firms, found.firms],
			friches: [atlas.brownfields, found.brownfields]
		} as const
	)[list];
	const keptRecords = new Set(kept);
	return Uint8Array.from(all, (record) => Number(keptRecords.has(record)));
}

/** Where the records of a class that were found stand in their collection, ascending. */
export function foundIndexes(atlas: Atlas, found: Found, list: RecordClass): Uint32Array {
	const marks = foundMarks(atlas, found, list);
	return Uint32Array.from(marks.keys()).filter((index) => marks[index] === 1);
}

/** A line with what the search says of its record. */
function judgedRow(
	row: ListRow,
	index: number,
	{ plotSearch }: Found,
	scores: Float64Array | null
) {
	return {
		...row,
		toCheck: toCheck(plotSearch.evaluation, index),
		score: scores?.[index] ?? null,
		reasons: scores === null ? [] : reasonsOf(plotSearch.evaluation, index)
	};
}

/** Records of a list that were found, by their index, in the order of the list. */
function standing(
	atlas: Atlas,
	found: Found,
	view: ListView,
	locale: string,
	frame: Box | null = null
) {
	const { evaluation } = found.plotSearch;
	const wished = view.list === 'terrains' && evaluation.asked.some(({ weight }) => weight !== null);
	const ranking = wished ? rank(evaluation) : null;
	const byScore = view.sort === null && !view.descending ? ranking : null;
	const sorted = { column: view.sort ?? listColumns[view.list][0], descending: view.descending };
	const marks = foundMarks(atlas, found, view.list);
	const all =
		byScore?.order ?? orderBy(atlas, view.list, sorted, locale).filter((index) => marks[index]);
	const here = frame === null ? null : marksInFrame(atlas, view.list, frame);
	const order = here === null ? all : all.filter((index) => here[index]);
	return { order, ranking, sorted: byScore === null ? sorted : null };
}

/** The page of a list, counted from 1, that a record stands on; null where it was not found. */
export function pageOfRecord(
	atlas: Atlas,
	found: Found,
	view: ListView,
	locale: string,
	id: string,
	frame: Box | null = null
): number | null {
	const lines = rowsOf(atlas, view.list);
	const { order } = standing(atlas, found, view, locale, frame);
	const at = order.findIndex((index) => lines[index]?.id === id);
	return at < 0 ? null : Math.floor(at / pageSize) + 1;
}

/**
 * One sorted page of what was found. A page beyond the last is the last. Once something is wished for, plots stand
 * by score unless the visitor sorts them by a column. Only the lines of the page are written.
 * @param frame degrees; only what lies there is listed, everything where it is null
 */
export function listPage(
	atlas: Atlas,
	found: Found,
	view: ListView,
	locale: string,
	frame: Box | null = null
): ListPage {
	const { order, ranking, sorted } = standing(atlas, found, view, locale, frame);
	const pages = Math.max(1, Math.ceil(order.length / pageSize));
	const page = Math.min(view.page, pages);
	const lines = rowsOf(atlas, view.list);
	const rows = [...order.subarray((page - 1) * pageSize, page * pageSize)].flatMap((index) => {
		const row = lines[index];
		if (row === undefined) return [];
		return view.list === 'terrains' ? judgedRow(row, index, found, ranking?.scores ?? null) : row;
	});
	return {
		list: view.list,
		rows,
		counts: {
			terrains: found.plotSearch.passing.length,
			sites: found.sites.length,
			etablissements: found.firms.length,
			friches: found.brownfields.length
		},
		totals: {
			terrains: atlas.plots.length,
			sites: atlas.sites.length,
			etablissements: atlas.firms.length,
			friches: atlas.brownfields.length
		},
		listed: order.length,
		areaHa: found.plotSearch.areaHa,
		sorted,
		scored: ranking !== null,
		page,
		pages
	};
}
