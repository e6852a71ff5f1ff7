import { dayOf } from './day.ts';
import {
	criterion,
	isNumber,
	limitOf,
	type CriterionOf,
	type Limit,
	type OnServer,
	type PreparedCriterion,
	type Unit
} from './criterion.ts';
import type { DateField, NumberField } from './field.ts';
import type { ColumnMaker } from './plot-columns.ts';

/** Fields that bound a number or a day. */
export type RangeFields = Readonly<Record<string, NumberField | DateField>>;

/** A bound as its column counts: dates as days since 1970. Null where none is asked. */
function boundAsked(value: unknown): number | null {
	const bound = typeof value === 'string' ? dayOf(value) : value;
	return typeof bound === 'number' && isNumber(bound) ? bound : null;
}

/**
 * The bounds asked by the fields of a criterion.
 * @param step to what a relaxed one is rounded
 */
export function limitsOf(asked: object, fields: RangeFields, step: number): Limit[] {
	const values = asked as Readonly<Record<string, unknown>>;
	return Object.entries(fields).flatMap(([key, field]) => {
		const bound = boundAsked(values[key]);
		return bound === null ? [] : [limitOf(key, field, bound, step)];
	});
}

/** Judges a column of numbers by bounds; NaN is unknown. */
function judgeRange(values: Float64Array, limits: readonly Limit[], verdicts: Uint8Array): void {
	const low = Math.max(-Infinity, ...limits.flatMap((l) => (l.side === 'min' ? l.asked : [])));
	const high = Math.min(Infinity, ...limits.flatMap((l) => (l.side === 'max' ? l.asked : [])));
	// Without a branch, because values come in no order: 1 within the bounds, 2 when not a number.
	for (let plot = 0; plot < verdicts.length; plot += 1) {
		const value = values[plot] as number;
		verdicts[plot] =
			(Number(value >= low) & Number(value <= high)) | (Number(Number.isNaN(value)) << 1);
	}
}

/** A criterion over a column of numbers, ready to judge. */
export function preparedRange(values: Float64Array, limits: readonly Limit[]): PreparedCriterion {
	return {
		limits,
		judge: (verdicts) => judgeRange(values, limits, verdicts),
		valueAt: (plot) => {
			const value = values[plot] ?? Number.NaN;
			return Number.isNaN(value) ? null : value;
		}
	};
}

interface DescribedRange<Id extends string, F extends RangeFields> {
	id: Id;
	word: string;
	field: string;
	unit: Unit;
	fields: F;
	/** To what a relaxed bound is rounded. */
	step: number;
	column: ColumnMaker<Float64Array>;
	onServer: OnServer<keyof F & string> | null;
}

/** A criterion that bounds a column of numbers. */
export function range<const Id extends string, const F extends RangeFields>(
	described: DescribedRange<Id, F>
): CriterionOf<Id, F> {
	const { id, word, field, unit, fields, step, column, onServer } = described;
	return criterion<Id, F>({
		...{ id, word, field, unit, fields, onServer, judged: 'range' },
		isAsked: (asked) => limitsOf(asked, fields, step).length > 0,
		prepare: (asked, columns) =>
			preparedRange(columns.column(column), limitsOf(asked, fields, step))
	});
}
