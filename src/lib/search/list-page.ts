import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import type { Sector } from '#lib/domain/sector.ts';
import type { Atlas, PlacedPlot } from './atlas.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import { searchBrownfields, searchFirms, searchSites } from './search-others.ts';
import { searchPlots, type PlotSearch } from './search-plots.ts';
import {
	pageSize,
	sortBy,
	type CellValue,
	type ListColumn,
	type ListView,
	type RecordClass
} from './list-view.ts';

/** A line of a list: raw values, written in the visitor's language only where they are shown. */
export interface ListRow {
	id: string;
	/** Address of the record's card, without language. */
	path: string;
	name: string;
	cells: Partial<Record<ListColumn, CellValue>>;
	/** Criteria that the source does not answer for this record. */
	toCheck: CriterionId[];
	saleStage: Plot['saleStage'] | null;
	sector: Sector | null;
	demonstration: boolean;
}

/** One page of a list, and the figures above it. */
export interface ListPage {
	list: RecordClass;
	rows: ListRow[];
	counts: Record<RecordClass, number>;
	totals: Record<RecordClass, number>;
	/** Hectares of the plots that answer. */
	areaHa: number;
	eliminated: PlotSearch['eliminated'];
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

/** What a plot is called: its site and lot, else its identifier. */
export function plotName(plot: Plot): string {
	return [plot.siteName, plot.lot].filter(Boolean).join(' – ') || plot.id;
}

/** Cards live at these addresses. */
export const cardPath = {
	terrains: (id: string) => `/plots/${encodeURIComponent(id)}`,
	sites: (id: string) => `/sites/${encodeURIComponent(id)}`,
	etablissements: (id: string) => `/firms/${encodeURIComponent(id)}`,
	friches: (id: string) => `/brownfields/${encodeURIComponent(id)}`,
	epci: (id: string) => `/epci/${encodeURIComponent(id)}`
} as const;

const place = (record: { communeName: string | null; epciName: string | null }) => ({
	commune: record.communeName,
	epci: record.epciName
});

export function plotRow(
	{ plot, junctionAccess }: PlacedPlot,
	toCheck: CriterionId[] = []
): ListRow {
	return {
		id: plot.id,
		path: cardPath.terrains(plot.id),
		name: plotName(plot),
		cells: {
			name: plotName(plot),
			area: plot.areaHa,
			stage: plot.saleStage,
			servicing: plot.servicingStage,
			...place(plot),
			junction: junctionAccess?.km ?? null,
			price: plot.askingPrice,
			updated: plot.updated
		},
		toCheck,
		saleStage: plot.saleStage,
		sector: null,
		demonstration: plot.provenance.demonstration
	};
}

function siteRow(site: Site, plotCount: number): ListRow {
	return {
		id: site.id,
		path: cardPath.sites(site.id),
		name: site.name,
		cells: {
			name: site.name,
			area: site.areaHa,
			vocation: site.vocation,
			state: site.state,
			...place(site),
			plots: plotCount,
			updated: site.updated
		},
		toCheck: [],
		saleStage: null,
		sector: null,
		demonstration: site.provenance.demonstration
	};
}

export function firmRow(firm: Firm): ListRow {
	return {
		id: firm.siret,
		path: cardPath.etablissements(firm.siret),
		name: firm.name,
		cells: {
			name: firm.name,
			sector: firm.sector,
			headcount: firm.headcount,
			...place(firm),
			updated: firm.updated
		},
		toCheck: [],
		saleStage: null,
		sector: firm.sector,
		demonstration: firm.provenance.demonstration
	};
}

function brownfieldRow(brownfield: Brownfield): ListRow {
	return {
		id: brownfield.id,
		path: cardPath.friches(brownfield.id),
		name: brownfield.name,
		cells: {
			name: brownfield.name,
			area: brownfield.areaHa,
			type: brownfield.type,
			soil: brownfield.soilPollution,
			building: brownfield.buildingState,
			...place(brownfield),
			updated: brownfield.updated
		},
		toCheck: [],
		saleStage: null,
		sector: null,
		demonstration: brownfield.provenance.demonstration
	};
}

function rowsOf(atlas: Atlas, found: Found, list: RecordClass): ListRow[] {
	switch (list) {
		case 'terrains':
			return found.plotSearch.passing.flatMap((index) => {
				const placed = atlas.placedPlots[index];
				return placed ? plotRow(placed, found.plotSearch.toCheck.get(index) ?? []) : [];
			});
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

/** One sorted page of what was found. A page beyond the last is the last. */
export function listPage(atlas: Atlas, found: Found, view: ListView, locale: string): ListPage {
	const rows = sortBy(
		rowsOf(atlas, found, view.list),
		(row) => row.cells[view.sort] ?? null,
		view.descending,
		new Intl.Collator(locale, { numeric: true })
	);
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
		page,
		pages
	};
}
