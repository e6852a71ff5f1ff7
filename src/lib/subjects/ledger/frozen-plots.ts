import { isFree, type Plot } from '#lib/domain/plot.ts';
import type { PermitState } from '#lib/domain/vocabulary.ts';
import { plotName } from '#lib/search/list-row.ts';
import type { LedgerPlace } from './ledger-view.ts';

/** A free plot in a zone that freezes, or that gives industry no permit. */
export interface FrozenPlot {
	id: string;
	name: string;
	commune: string | null;
	areaHa: number | null;
	zone: string | null;
	/** Where the zone comes from, and of when it is. */
	source: string | null;
	state: PermitState;
	/** ISO date of the last permit; null where there is none. */
	lastDay: string | null;
	demonstration: boolean;
}

export interface FrozenPlots {
	/** Those that freeze first, then those without a permit; at most as many as asked for. */
	plots: FrozenPlot[];
	/** How many, and how many hectares, whatever is listed: by last day, '' for no permit at all. */
	byDay: { lastDay: string; plots: number; hectares: number }[];
	free: number;
	/** Free plots of which nobody knows. */
	unknown: number;
}

export interface FrozenPlotQuestion {
	place: LedgerPlace;
	limit: number;
}

const isIn = ({ epciSiren, inseeCode }: Plot, { kind, id }: LedgerPlace) =>
	kind === 'territoire' || id === (kind === 'epci' ? epciSiren : inseeCode);

function frozenPlot(plot: Plot): FrozenPlot[] {
	const { permit, zone } = plot;
	if (permit === null || permit.state === 'sans échéance') return [];
	return [
		{
			...{ id: plot.id, name: plotName(plot), commune: plot.communeName, areaHa: plot.areaHa },
			...{ zone: zone?.type ?? null, source: zone?.source ?? null },
			...{ state: permit.state, lastDay: permit.lastDay },
			demonstration: plot.provenance.demonstration
		}
	];
}

/** No permit at all comes after every day. */
const orderOf = ({ lastDay, name, id }: FrozenPlot) => `${lastDay ?? '9999'} ${name} ${id}`;

/** Free plots of a place whose zone stops giving permits, by day. */
export function frozenPlots(
	plots: readonly Plot[],
	{ place, limit }: FrozenPlotQuestion
): FrozenPlots {
	const free = plots.filter((plot) => isFree(plot) && isIn(plot, place));
	const frozen = free
		.flatMap(frozenPlot)
		.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other), 'fr'));
	const groups = Map.groupBy(frozen, ({ lastDay }) => lastDay ?? '');
	return {
		plots: frozen.slice(0, limit),
		byDay: [...groups].map(([lastDay, of]) => ({
			...{ lastDay, plots: of.length },
			hectares: of.reduce((sum, { areaHa }) => sum + Math.round((areaHa ?? 0) * 1e4), 0) / 1e4
		})),
		free: free.length,
		unknown: free.filter(({ permit }) => permit === null).length
	};
}
