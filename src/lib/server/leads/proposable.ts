import type { Atlas, PlacedPlot } from '#lib/search/atlas.ts';
import { stageGroupOf } from '#lib/domain/plot.ts';
import { writeAddress } from '#lib/search/address.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { plotName } from '#lib/search/list-row.ts';
import { rank } from '#lib/search/rank.ts';
import { searchPlots } from '#lib/search/search-plots.ts';
import type { ProposedPlot } from './proposal-letter.ts';

/** Plots of a search that a page offers to choose from, the best first. */
const mostOffered = 20;

/** What an agent may propose, and how it stands on the market. */
export type ProposablePlot = ProposedPlot & {
	/** Stage of its sale, as the standard names it. */
	stage: string;
	/** Price asked, € per m²; null where none is shown. */
	price: number | null;
};

export interface ProposableQuestion {
	/** The search of the brief; null without one. */
	criteria: Criteria | null;
	/** Plots that somebody names. */
	named: readonly string[];
}

export interface ProposablePlots {
	/** Those that were named, and the best that answer the search and are not sold. */
	found: ProposablePlot[];
	/** Identifiers that name no plot on the map. */
	unknown: string[];
	/** Query string of the search, and how many answer it; null without a search. */
	search: string | null;
	answering: number;
}

/** The plots from which an answer to a brief is chosen. */
export function proposablePlots(
	atlas: Atlas,
	{ criteria, named }: ProposableQuestion
): ProposablePlots {
	const places = new Map(atlas.placedPlots.map((placed) => [placed.plot.id, placed]));
	const search = criteria && searchPlots(atlas, criteria);
	const order = search === null ? [] : rank(search.evaluation).order;
	const given = new Set(named);
	const others = [...order]
		.flatMap((index) => atlas.placedPlots[index] ?? [])
		.filter(({ plot }) => !given.has(plot.id) && stageGroupOf(plot.saleStage) !== 'sold')
		.slice(0, mostOffered);
	return {
		found: [...named.flatMap((id) => places.get(id) ?? []), ...others].map(proposable),
		unknown: named.filter((id) => !places.has(id)),
		search: criteria && writeAddress(criteria),
		answering: search?.passing.length ?? 0
	};
}

function proposable({ plot }: PlacedPlot): ProposablePlot {
	return {
		...{ id: plot.id, name: plotName(plot), commune: plot.communeName, areaHa: plot.areaHa },
		...{ stage: plot.saleStage, price: plot.askingPrice },
		demonstration: plot.provenance.demonstration
	};
}
