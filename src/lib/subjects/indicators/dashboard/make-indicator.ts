import type { Firm } from '#lib/domain/firm.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { brownfieldIndicator } from './brownfields.ts';
import { branches, density, firmsByEpci } from './firms.ts';
import type { Indicator, RecordTableId } from './indicator.ts';
import { availability, breakdown, sizes, type LandOfScope } from './land.ts';
import { demandBySize, lossesByReason, stock } from './market.ts';
import type { PlaceLand } from './place-land.ts';
import type { ScopeRecords } from './scope-records.ts';

export interface IndicatorAsked {
	atlas: Atlas;
	/** Land, and the other records, of the place. */
	land: PlaceLand;
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

const landOf = ({ land, criteria }: IndicatorAsked): LandOfScope => ({ land, scope: criteria });

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
	densite: (asked) => density(landOf(asked), asked.records.onOccupied)
};

/** Tables of what land was asked for and sold, which some may see and others not; the others are of the records alone. */
export const marketTables: readonly RecordTableId[] = ['demande', 'pertes', 'ecoulement'];

/** The order of the dashboard, behind what the inventory counts. */
export const dashboardOrder = Object.keys(makers) as RecordTableId[];

/** One table of the dashboard, of a place's records. */
export function makeIndicator(id: RecordTableId, asked: IndicatorAsked): Indicator {
	return makers[id](asked);
}
