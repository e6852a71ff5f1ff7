import type { LandFigures } from '#lib/domain/land-figures.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Indicator, RecordTableId } from './indicator.ts';
import { dashboardOrder, makeIndicator, marketTables } from './make-indicator.ts';
import { landOfPlace } from './place-land.ts';
import { recordsOf, workingFirms } from './scope-records.ts';
import { scopeCriteria, scopeName, type Scope } from './scope.ts';

export interface Dashboard {
	scope: Scope;
	/** Of the scope's place; empty for the territory. */
	name: string;
	indicators: Indicator[];
}

/** What the figures of a territory are made of: its records as the public sees them, and its land as the database counts it. */
export interface FigureGround {
	atlas: Atlas;
	/** Counted with the days of `landDays`. */
	land: LandFigures;
	/** ISO date that "available now" is counted from. */
	today: string;
}

/**
 * Every figure of a place.
 * @param market what the place's land was asked for and sold, as far as whoever asks may see it
 * @param former the same place on the same day, by which only what the market says is made anew
 * @returns null where no such place is known
 */
export function dashboardOf(
	{ atlas, land, today }: FigureGround,
	scope: Scope,
	market: LandMarket | null,
	former: Dashboard | null = null
): Dashboard | null {
	const name = scopeName(atlas, scope);
	if (name === null) return null;
	const criteria = scopeCriteria(atlas, scope);
	const asked = {
		...{ atlas, land: landOfPlace(land, scope), records: recordsOf(atlas, scope) },
		all: workingFirms(atlas),
		...{ criteria, lists: scope.kind === 'site' ? null : criteria, today, market }
	};
	const known = (id: RecordTableId) =>
		marketTables.includes(id) ? undefined : former?.indicators.find((one) => one.id === id);
	const indicators = dashboardOrder.map((id) => known(id) ?? makeIndicator(id, asked));
	return { scope, name, indicators };
}
