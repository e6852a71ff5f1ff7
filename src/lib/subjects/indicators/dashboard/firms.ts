import type { Firm } from '#lib/domain/firm.ts';
import type { Epci } from '#lib/domain/place.ts';
import { writeAddress } from '#lib/search/address.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { headcountInterval } from '#lib/search/headcount-interval.ts';
import { noView } from '#lib/search/list-view.ts';
import { nafDivisionOf } from '#lib/search/neighbour-columns.ts';
import { mapQuery, type LandOfScope } from './land.ts';
import { sourcesOf, type Indicator, type IndicatorLine, type firmTables } from './indicator.ts';
import { countedBy, landSources, sumOf } from './place-land.ts';

/** Headcount of some firms: of those known, between two bounds; a bound that nobody gives is null. */
interface Headcount {
	low: number;
	high: number | null;
	/** Firms of which nothing is known. */
	unknown: number;
}

export function headcountOf(firms: readonly Firm[]): Headcount {
	let [low, high, unknown] = [0, 0, 0];
	for (const firm of firms) {
		const [least, most] = headcountInterval(firm);
		if (least === 0 && most === Infinity) unknown += 1;
		else [low, high] = [low + least, high + most];
	}
	return { low, high: Number.isFinite(high) ? high : null, unknown };
}

/** Middle of the interval, an estimate; null where it has no upper bound or nothing is known. */
function middle({ low, high }: Headcount): number | null {
	return high === null || high === 0 ? null : (low + high) / 2;
}

/**
 * How much more a branch weighs here than in the whole territory: 1 as much, 2 twice as much. Null where the headcount
 * of a part is not known.
 */
export function specialisation(
	part: readonly Firm[],
	own: readonly Firm[],
	partOfAll: readonly Firm[],
	all: readonly Firm[]
): number | null {
	const [a, b, c, d] = [part, own, partOfAll, all].map((firms) => middle(headcountOf(firms)));
	return a && b && c && d ? a / b / (c / d) : null;
}

function firmFigures(firms: readonly Firm[]): IndicatorLine['figures'] {
	const { low, high, unknown } = headcountOf(firms);
	const known = firms.length > unknown;
	return {
		firms: firms.length,
		jobsLow: known ? low : null,
		jobsHigh: known ? high : null,
		jobsUnknown: unknown
	};
}

export interface FirmsOfScope {
	/** At work in the scope, and in the whole territory. */
	firms: readonly Firm[];
	all: readonly Firm[];
	/** Whether a list of firms can be asked for this place, and shows none that is closed. */
	scope: Partial<Criteria> | null;
}

function firmQuery(scope: Partial<Criteria> | null, asked: Partial<Criteria>): string | null {
	if (scope === null) return null;
	return writeAddress({ ...noCriteria, ...scope, ...asked }, { ...noView, list: 'etablissements' });
}

/** A division is asked for by its two digits. */
const isDivision = (division: string) => /^\d{2}$/.test(division);

const byFirms = (a: IndicatorLine, b: IndicatorLine) =>
	(b.figures.firms ?? 0) - (a.figures.firms ?? 0) || (a.key ?? '').localeCompare(b.key ?? '');

/** What firms at work are counted by: their NAF division where it is known, their EPCI. */
export const firmValues = {
	branches: ({ naf }: Firm) => {
		const division = nafDivisionOf(naf);
		return isDivision(division) ? division : null;
	},
	epci: ({ epciSiren }: Firm) => epciSiren
} satisfies Record<(typeof firmTables)[number], unknown>;

/** Firms and headcount by NAF division, with how specialised the scope is in each. */
export function branches({ firms, all, scope }: FirmsOfScope): Indicator {
	const divisionOf = ({ naf }: Firm) => nafDivisionOf(naf);
	const ofAll = Map.groupBy(all, divisionOf);
	const lines = [...Map.groupBy(firms, divisionOf)].map(([division, own]): IndicatorLine => ({
		key: isDivision(division) ? division : null,
		figures: {
			...firmFigures(own),
			index: specialisation(own, firms, ofAll.get(division) ?? [], all)
		},
		query: isDivision(division) ? firmQuery(scope, { nafDivisions: [division] }) : null
	}));
	return {
		id: 'branches',
		columns: ['firms', 'jobsLow', 'jobsHigh', 'jobsUnknown', 'index'],
		drawn: 'jobsHigh',
		lines: lines.toSorted(byFirms),
		total: { key: 'total', figures: firmFigures(firms), query: firmQuery(scope, {}) },
		sources: sourcesOf(firms)
	};
}

/** Firms and headcount by EPCI, whatever the scope: what a place is compared with. */
export function firmsByEpci(
	epci: readonly Epci[],
	all: readonly Firm[],
	listsAreExact: boolean
): Indicator {
	const lines = epci.map(({ siren, name }): IndicatorLine => ({
		key: siren,
		name,
		figures: firmFigures(all.filter(({ epciSiren }) => epciSiren === siren)),
		query: firmQuery(listsAreExact ? { epci: [siren] } : null, {})
	}));
	return {
		id: 'epci',
		columns: ['firms', 'jobsLow', 'jobsHigh', 'jobsUnknown'],
		drawn: 'jobsHigh',
		lines: lines.toSorted(byFirms),
		total: {
			key: 'total',
			figures: firmFigures(all),
			query: firmQuery(listsAreExact ? {} : null, {})
		},
		sources: sourcesOf(all)
	};
}

/** Firms at work on occupied plots, for each of their hectares. @param onOccupied how many they are */
export function density({ land, scope }: LandOfScope, onOccupied: number): Indicator {
	const { plots, hectares } = sumOf(countedBy(land, 'occupation').get('occupé') ?? []);
	return {
		id: 'densite',
		columns: ['firms', 'plots', 'hectares', 'firmsPerHectare'],
		drawn: 'firmsPerHectare',
		lines: [
			{
				key: 'occupé',
				figures: {
					firms: onOccupied,
					plots,
					hectares,
					firmsPerHectare: hectares > 0 ? onOccupied / hectares : null
				},
				query: mapQuery(scope, { occupancies: ['occupé'] }, ['occupancy'])
			}
		],
		total: null,
		sources: landSources(land, ({ occupancy }) => occupancy === 'occupé')
	};
}
