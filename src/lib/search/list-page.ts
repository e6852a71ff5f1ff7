import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Site } from '#lib/domain/site.ts';
import type { Atlas, PlacedPlot } from './atlas.ts';
import type { Criteria } from './criteria.ts';
import { brownfieldRow, firmRow, plotRow, siteRow, type ListRow } from './list-row.ts';
import { searchBrownfields, searchFirms, searchSites } from './search-others.ts';
import { rank, reasonsOf, type Ranking } from './rank.ts';
import { searchPlots, type PlotSearch } from './search-plots.ts';
import { noView, pageSize, sortBy, type ListView, type RecordClass } from './list-view.ts';

export { cardPath, plotName } from './list-row.ts';
export type { ListRow } from './list-row.ts';

/** One page of a list, and the figures above it. */
export interface ListPage {
	list: RecordClass;
	rows: ListRow[];
	counts: Record<RecordClass, number>;
	totals: Record<RecordClass, number>;
	/** Hectares of the plots that answer. */
	areaHa: number;
	eliminated: PlotSearch['eliminated'];
	/** Whether the rows stand by score, the best first, because something is wished for. */
	ranked: boolean;
	page: number;
	pages: number;
}

/** Everything that answers the criteria, of every class. */
export interface Found {
	plotSearch: PlotSearch;
	plots: PlacedPlot[];
	sites: Site[];
	firms: Firm[];
	brownfields: Brownfield[];
}

/** Runs the criteria over every class of record. */
export function search(atlas: Atlas, criteria: Criteria): Found {
	const plotSearch = searchPlots(atlas, criteria);
	return {
		plotSearch,
		plots: plotSearch.passing.flatMap((index) => atlas.placedPlots[index] ?? []),
		sites: searchSites(atlas.sites, criteria),
		firms: searchFirms(atlas.firms, criteria),
		brownfields: searchBrownfields(atlas.brownfields, criteria)
	};
}

/** Lines of the plots that pass, the best first. */
function plotRows(atlas: Atlas, { evaluation, toCheck }: PlotSearch, { order, scores }: Ranking) {
	return [...order].flatMap((plot) => {
		const placed = atlas.placedPlots[plot];
		return placed === undefined
			? []
			: plotRow(placed, {
					toCheck: toCheck.get(plot) ?? [],
					score: scores?.[plot] ?? null,
					reasons: reasonsOf(evaluation, plot)
				});
	});
}

function rowsOf(atlas: Atlas, found: Found, list: RecordClass, ranking: Ranking): ListRow[] {
	switch (list) {
		case 'terrains':
			return plotRows(atlas, found.plotSearch, ranking);
		case 'sites': {
			const plotCounts = Map.groupBy(atlas.plots, (plot) => plot.siteId);
			return found.sites.map((site) => siteRow(site, plotCounts.get(site.id)?.length ?? 0));
		}
		case 'etablissements':
			return found.firms.map(firmRow);
		case 'friches':
			return found.brownfields.map(brownfieldRow);
	}
}

/**
 * One sorted page of what was found. A page beyond the last is the last. Once something is wished for, plots stand
 * by score unless the visitor sorts them otherwise than by name.
 */
export function listPage(atlas: Atlas, found: Found, view: ListView, locale: string): ListPage {
	const ranking = rank(found.plotSearch.evaluation);
	const ranked =
		view.list === 'terrains' &&
		ranking.scores !== null &&
		view.sort === noView.sort &&
		!view.descending;
	const unsorted = rowsOf(atlas, found, view.list, ranking);
	const collator = new Intl.Collator(locale, { numeric: true });
	const rows = ranked
		? unsorted
		: sortBy(unsorted, (row) => row.cells[view.sort] ?? null, view.descending, collator);
	const pages = Math.max(1, Math.ceil(rows.length / pageSize));
	const page = Math.min(view.page, pages);
	return {
		list: view.list,
		rows: rows.slice((page - 1) * pageSize, page * pageSize),
		counts: {
			terrains: found.plots.length,
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
		areaHa: found.plotSearch.areaHa,
		eliminated: found.plotSearch.eliminated,
		ranked,
		page,
		pages
	};
}
