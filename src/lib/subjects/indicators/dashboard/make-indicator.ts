import type { Firm } from '#lib/domain/firm.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { brownfieldIndicator } from './brownfields.ts';
import { branches, density, firmsByEpci } from './firms.ts';
import type { Indicator, RecordTableId } from './indicator.ts';
import { availability, breakdown, sizes, vocationIn, type LandOfScope } from './land.ts';
import { demandBySize, lossesByReason, stock } from './market.ts';
import type { ScopeRecords } from './scope-records.ts';

export interface IndicatorAsked {
	atlas: Atlas;
	records: ScopeRecords;
	/** Firms at work in the whole territory. */
	all: readonly Firm[];
	/** Criteria that keep the plots of the place; null where the search cannot say it. */
	criteria: Partial<Criteria> | null;
	/** The same for lists of firms and brownfields, which know no site. */
	lists: Partial<Criteria> | null;
	/** ISO date that "available now" is counted from. */
	today: string;
	/** What the place's land was asked for and sold, as far as whoever asks may see it. */
	market: LandMarket | null;
}

/** Of the same records the same array, so that what is made of it is made once for all tables. */
const landIn = keptIn((plots: readonly Plot[]) => plots.filter(({ offer }) => offer === 'Terrain'));

function landOf({ atlas, records, criteria }: IndicatorAsked): LandOfScope {
	return {
		plots: landIn(records.plots),
		vocationOf: vocationIn(atlas),
		scope: criteria
	};
}

/** The list of firms shows closed ones too. */
const listsAreExact = ({ atlas, all }: IndicatorAsked) => all.length === atlas.firms.length;

const makers: Record<RecordTableId, (asked: IndicatorAsked) => Indicator> = {
	commercialisation: (asked) => breakdown('commercialisation', landOf(asked)),
	amenagement: (asked) => breakdown('amenagement', landOf(asked)),
	propriete: (asked) => breakdown('propriete', landOf(asked)),
	occupation: (asked) => breakdown('occupation', landOf(asked)),
	vocation: (asked) => breakdown('vocation', landOf(asked)),
	disponibilite: (asked) => availability(landOf(asked), asked.today),
	tailles: (asked) => sizes(landOf(asked)),
	demande: (asked) => demandBySize(landOf(asked), asked.market, asked.today),
	pertes: ({ market, today }) => lossesByReason(market, today),
	ecoulement: (asked) => stock(landOf(asked), asked.market, asked.today),
	friches: ({ records, lists }) => brownfieldIndicator('friches', records.brownfields, lists),
	pollution: ({ records, lists }) => brownfieldIndicator('pollution', records.brownfields, lists),
	branches: (asked) =>
		branches({
			firms: asked.records.firms,
			all: asked.all,
			scope: listsAreExact(asked) ? asked.lists : null
		}),
	epci: (asked) => firmsByEpci(asked.atlas.epci, asked.all, listsAreExact(asked)),
	densite: (asked) => density(landOf(asked).plots, asked.all, asked.criteria)
};

/** Tables of what land was asked for and sold, which some may see and others not; the others are of the records alone. */
export const marketTables: readonly RecordTableId[] = ['demande', 'pertes', 'ecoulement'];

/** The order of the dashboard, behind what the inventory counts. */
export const dashboardOrder = Object.keys(makers) as RecordTableId[];

/** One table of the dashboard, of a place's records. */
export function makeIndicator(id: RecordTableId, asked: IndicatorAsked): Indicator {
	return makers[id](asked);
}
