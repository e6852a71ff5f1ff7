import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Indicator, RecordTableId } from './indicator.ts';
import { dashboardOrder, makeIndicator, marketTables } from './make-indicator.ts';
import { recordsOf, workingFirms } from './scope-records.ts';
import { scopeCriteria, scopeName, type Scope } from './scope.ts';

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
 * @param former the same place on the same day, by which only what the market says is made anew
 * @returns null where no such place is known
 */
export function dashboardOf(
	atlas: Atlas,
	scope: Scope,
	today: string,
	market: LandMarket | null,
	former: Dashboard | null = null
): Dashboard | null {
	const name = scopeName(atlas, scope);
	if (name === null) return null;
	const criteria = scopeCriteria(atlas, scope);
	const asked = {
		...{ atlas, records: recordsOf(atlas, scope), all: workingFirms(atlas) },
		...{ criteria, lists: scope.kind === 'site' ? null : criteria, today, market }
	};
	const known = (id: RecordTableId) =>
		marketTables.includes(id) ? undefined : former?.indicators.find((one) => one.id === id);
	const indicators = dashboardOrder.map((id) => known(id) ?? makeIndicator(id, asked));
	return { scope, name, indicators };
}
