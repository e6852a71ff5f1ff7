import type { MeasuredBy } from './access-columns.ts';
import type { SearchColumns } from './columns.ts';
import type { Criteria, CriterionId } from './criteria.ts';

/** What a criterion says of a plot. Unknown is never a failure: the source does not say. */
export const failed = 0;
export const passed = 1;
export const unknown = 2;
export type Verdict = typeof failed | typeof passed | typeof unknown;

/** Units of what is measured; they are written out where they are shown. */
export type Unit =
	| 'ha'
	| 'm²'
	| 'm'
	| 'km'
	| '€/m²'
	| 'kg/m²'
	| 't'
	| '%'
	| 'kVA'
	| 'm³/j'
	| 'm³/h'
	| 'Mbit/s'
	| 'date'
	| 'days'
	| 'docks'
	| 'employees';

/** Criteria that are numbers, and so can be asked for a little less of. `availableBefore` counts in days. */
export type LimitKey =
	| 'areaMinHa'
	| 'areaMaxHa'
	| 'siteLargestMinHa'
	| 'siteSmallestMaxHa'
	| 'priceMinPerM2'
	| 'priceMaxPerM2'
	| 'availableBefore'
	| 'spaceMinM2'
	| 'spaceMaxM2'
	| 'heightMinM'
	| 'floorLoadMinKgPerM2'
	| 'craneMinT'
	| 'docksMin'
	| 'confirmedWithinDays'
	| 'electricityMinKva'
	| 'waterMinM3PerDay'
	| 'gasMinM3PerHour'
	| 'fibreMinMbitPerS'
	| 'floodMaxPercent'
	| 'wetlandMaxPercent'
	| 'steepMaxPercent'
	| 'junctionMaxKm'
	| 'stationMaxKm'
	| 'freightMaxKm'
	| 'portMaxKm'
	| 'airfieldMaxKm'
	| 'borderMaxKm'
	| 'sectorRadiusKm'
	| 'headcountMin'
	| 'trainingRadiusKm';

/** A bound that was asked: values on the right side of it, and the bound itself, pass. */
export interface Limit {
	key: LimitKey;
	side: 'min' | 'max';
	/** In the criterion's unit; a date as days since 1970. */
	asked: number;
	/** To what a relaxed bound is rounded, so that what is shown is what is asked. */
	step: number;
}

/** What was asked of one criterion, ready to judge every plot. */
export interface PreparedCriterion {
	/** Writes a `Verdict` for every plot. */
	judge(verdicts: Uint8Array): void;
	/**
	 * Keeps of some plots those that do not fail, in their order; the answer is lost on the next search. Only for a
	 * criterion that is never unknown and dear to judge: the plots that the others let through are all it looks at.
	 */
	keep?(plots: Uint32Array): Uint32Array;
	/** What the plot has, in the criterion's unit or as a code; null when the source does not say. */
	valueAt(plot: number): number | string | null;
	/** Bounds that can be relaxed; none for a choice. */
	limits: readonly Limit[];
	/** How the value was had, for a distance that may be by road or straight. */
	measuredBy?(plot: number): MeasuredBy;
	/** Least and most that the value may be, where the source only gives brackets. */
	intervalAt?(plot: number): [low: number, high: number];
}

/** One criterion of the search. Its words stand with the messages, by its id. */
export interface Criterion {
	id: CriterionId;
	/** Column of the database that answers it, or what is computed. */
	field: string;
	unit: Unit | null;
	kind: 'range' | 'choice' | 'flag' | 'distance' | 'area' | 'text';
	group: 'land' | 'networks' | 'access' | 'neighbours' | 'place';
	/** Fields of `Criteria` that set it. */
	keys: readonly (keyof Criteria)[];
	isAsked(criteria: Criteria): boolean;
	prepare(criteria: Criteria, columns: SearchColumns): PreparedCriterion;
}

/** Whether a number was asked for; NaN and infinite ones ask for nothing. */
export function isNumber(value: number | null): value is number {
	return value !== null && Number.isFinite(value);
}
