import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Sector } from '#lib/domain/sector.ts';
import type { Site } from '#lib/domain/site.ts';
import type { PlacedPlot } from './atlas.ts';
import type { CriterionId } from './criteria.ts';
import type { CellValue, ListColumn } from './list-view.ts';
import type { Reason } from './rank.ts';

/** A line of a list: raw values, written in the visitor's language only where they are shown. */
export interface ListRow {
	id: string;
	/** Address of the record's card, without language. */
	path: string;
	name: string;
	cells: Partial<Record<ListColumn, CellValue>>;
	/** Criteria that the source does not answer for this record. */
	toCheck: CriterionId[];
	/** Share of the wishes that a plot fulfils, from 0 to 1; null when nothing is wished for. */
	score: number | null;
	/** What each wish says of it. */
	reasons: Reason[];
	saleStage: Plot['saleStage'] | null;
	/** Land, or a space in a building that stands on it; null for other classes. */
	offer: Plot['offer'] | null;
	/** Gross area of the land that a space stands on, in hectares; null for other records, and where it is not known. */
	landHa: number | null;
	sector: Sector | null;
	demonstration: boolean;
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

const unranked = { score: null, reasons: [] };

const place = (record: { communeName: string | null; epciName: string | null }) => ({
	commune: record.communeName,
	epci: record.epciName
});

/** Hectares of what is offered: of a space its own floor, where it is known, and not the land below it. */
function extentHa({ offer, space, areaHa }: Plot): number | null {
	return offer === 'Local' && space.areaM2 !== null ? space.areaM2 / 10_000 : areaHa;
}

/** A plot's line; `judged` is what the search says of it. */
export function plotRow(
	{ plot, junctionAccess }: PlacedPlot,
	judged: Pick<ListRow, 'toCheck' | 'score' | 'reasons'>
): ListRow {
	return {
		id: plot.id,
		path: cardPath.terrains(plot.id),
		name: plotName(plot),
		cells: {
			name: plotName(plot),
			area: extentHa(plot),
			// What reaches nothing has none, and does not stand among the smallest.
			assembled: plot.assembled?.hectares || null,
			stage: plot.saleStage,
			servicing: plot.servicingStage,
			...place(plot),
			junction: junctionAccess?.km ?? null,
			price: plot.askingPrice,
			updated: plot.updated
		},
		...judged,
		saleStage: plot.saleStage,
		offer: plot.offer,
		landHa: plot.offer === 'Local' ? plot.areaHa : null,
		sector: null,
		demonstration: plot.provenance.demonstration
	};
}

export function siteRow(site: Site, plotCount: number): ListRow {
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
		...unranked,
		saleStage: null,
		offer: null,
		landHa: null,
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
		...unranked,
		saleStage: null,
		offer: null,
		landHa: null,
		sector: firm.sector,
		demonstration: firm.provenance.demonstration
	};
}

export function brownfieldRow(brownfield: Brownfield): ListRow {
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
		...unranked,
		saleStage: null,
		offer: null,
		landHa: null,
		sector: null,
		demonstration: brownfield.provenance.demonstration
	};
}
