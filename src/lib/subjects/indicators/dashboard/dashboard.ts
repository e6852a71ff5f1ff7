import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { brownfieldsByPlot } from '#lib/search/brownfields-by-plot.ts';
import { brownfieldIndicators } from './brownfields.ts';
import { branches, density, firmsByEpci } from './firms.ts';
import type { Indicator } from './indicator.ts';
import { availability, landIndicators, sizes } from './land.ts';
import { demandBySize, lossesByReason, stock } from './market.ts';
import { isInPlace, scopeCriteria, scopeName, type Scope } from './scope.ts';

export interface Dashboard {
	scope: Scope;
	/** Of the scope's place; empty for the territory. */
	name: string;
	indicators: Indicator[];
}

/**
 * Every figure of a place, from the records that the public sees.
 * @param today ISO date that "available now" is counted from
 * @param market what the place's land was asked for and sold, as far as whoever asks may see it
 * @returns null where no such place is known
 */
export function dashboardOf(
	atlas: Atlas,
	scope: Scope,
	today: string,
	market: LandMarket | null
): Dashboard | null {
	const name = scopeName(atlas, scope);
	if (name === null) return null;
	const ofSite = scope.kind === 'site';
	const plots = atlas.plots.filter((plot) =>
		ofSite ? plot.siteId === scope.id : isInPlace(plot, scope)
	);
	const land = plots.filter(({ offer }) => offer === 'Terrain');
	const criteria = scopeCriteria(atlas, scope);
	const vocationOf = ({ siteId }: Plot) => atlas.siteById.get(siteId ?? '')?.vocation ?? null;
	const ofLand = { plots: land, vocationOf, scope: criteria };
	const all = atlas.firms.filter(({ active }) => active !== false);
	const keys = new Set(plots.map(({ id }) => id));
	const firms = all.filter((firm) =>
		ofSite ? firm.plotIds.some((id) => keys.has(id)) : isInPlace(firm, scope)
	);
	const brownfields = ofSite
		? brownfieldsOf(atlas, scope.id)
		: atlas.brownfields.filter((brownfield) => isInPlace(brownfield, scope));
	// The list of firms shows closed ones too, and knows no site.
	const listsAreExact = all.length === atlas.firms.length;
	const lists = ofSite ? null : criteria;
	return {
		scope,
		name,
		indicators: [
			...landIndicators(ofLand),
			availability(ofLand, today),
			sizes(ofLand),
			demandBySize(ofLand, market, today),
			lossesByReason(market, today),
			stock(ofLand, market, today),
			...brownfieldIndicators(brownfields, lists),
			branches({ firms, all, scope: listsAreExact ? lists : null }),
			firmsByEpci(atlas.epci, all, listsAreExact),
			density(land, all, criteria)
		]
	};
}

/** Brownfields that the plots of a site lie on. */
function brownfieldsOf({ plots, columns }: Atlas, siteId: string) {
	const found = [...brownfieldsByPlot(columns)].flatMap(([plot, own]) =>
		plots[plot]?.siteId === siteId ? own : []
	);
	return [...new Set(found)];
}
