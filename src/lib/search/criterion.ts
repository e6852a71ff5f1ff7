import type { MeasuredBy } from './access-columns.ts';
import type { SearchColumns } from './columns.ts';
import type { Criteria, CriterionId } from './criteria.ts';
import type { Asked, DateField, Field, Fields, NumberField, StandingField } from './field.ts';

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

/** A bound that was asked: values on the right side of it, and the bound itself, pass. */
export interface Limit {
	/** The field of the criteria that asks it. */
	key: string;
	side: 'min' | 'max';
	/** In the criterion's unit; a date as days since 1970. */
	asked: number;
	/** To what a relaxed bound is rounded, so that what is shown is what is asked. */
	step: number;
	/** The bound beyond which nothing is conceded. */
	furthest: number;
}

/** The bound that a field was asked. */
export function limitOf(
	key: string,
	{ side, furthest }: Pick<NumberField | DateField | StandingField, 'side' | 'furthest'>,
	asked: number,
	step: number
): Limit {
	return { key, side, asked, step, furthest: furthest?.(asked) ?? asked };
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
	/** Least and most that the value may be, where the source only gives brackets; null where the value is known. */
	intervalAt?(plot: number): [low: number, high: number] | null;
}

/** What only the server says of a criterion. */
export interface OnServer<Key extends string = string> {
	/** Each of its fields in the OGC API, in French. */
	says: Readonly<Record<Key, string>>;
	/**
	 * The verdict in SQL, null for unknown, on `plot`, `site`, `commune` and `epci`, where `asked."<key>"` is what was
	 * asked; `null` for a criterion that SQL is told by others. Left out, it follows from field, `judged` and `at`.
	 */
	sql?: string | null;
	/** What holds of every plot that does not fail, in SQL, so that an index finds them: said where there is one. */
	indexed?: string;
	/** Whether it was asked, in SQL; left out, any of its fields. */
	isAsked?: string;
	/** Where its column stands: the plot, unless it is said. */
	at?: 'site' | 'plot-else-site';
}

interface Described<Id extends string, F extends Fields> {
	id: Id;
	/** What it is called in an address that makes it a wish, or strict. */
	word: string;
	/** Column of the database that answers it, or what is computed. */
	field: string;
	unit: Unit | null;
	/** Bounds on a number, one of some codes, or in a way of its own. */
	judged: 'range' | 'choice' | 'otherwise';
	/** What sets it, by their names in `Criteria`. */
	fields: F;
	/** Where a plot lies and what is written of it is always known. */
	alwaysKnown?: boolean;
	/** `null` in the page's script. */
	onServer: OnServer<keyof F & string> | null;
	isAsked(asked: Asked<F>): boolean;
	prepare(asked: Asked<F>, columns: SearchColumns): PreparedCriterion;
}

export interface CriterionOf<Id extends string, F extends Fields> extends Described<Id, F> {
	keys: readonly (keyof F & string)[];
}

/** One criterion: all that the search, an address, the panel, the presets, the OGC API and SQL know of it. */
export function criterion<const Id extends string, const F extends Fields>(
	described: Described<Id, F>
): CriterionOf<Id, F> {
	return { ...described, keys: Object.keys(described.fields) };
}

/** Any criterion of the search. Its words are the messages `criterion_<id>` and `field_<key>`. */
export interface Criterion extends Omit<
	CriterionOf<CriterionId, Fields>,
	'fields' | 'keys' | 'isAsked' | 'prepare'
> {
	fields: Readonly<Record<string, Field>>;
	keys: readonly (keyof Criteria)[];
	isAsked(criteria: Criteria): boolean;
	prepare(criteria: Criteria, columns: SearchColumns): PreparedCriterion;
}

/** Whether a number was asked for; NaN and infinite ones ask for nothing. */
export function isNumber(value: number | null): value is number {
	return value !== null && Number.isFinite(value);
}
