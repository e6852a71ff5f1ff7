import type { Field } from '../fields/field.ts';
import { expectation, type Expectation } from './expectation.ts';
import type { ColumnValue } from './record.ts';

const firstDay = '1900-01-01';
const firstYear = 1700;
const yearsPlanned = 30;

/**
 * What would be expected of a value that can be read and is hard to believe; null for one that is not: a number out of
 * what is usual, a day before 1900 or too far ahead, a year before industry or too far ahead to be planned.
 * @param today ISO date
 */
export function doubtOf(field: Field, value: ColumnValue, today: string): Expectation | null {
	if (field.type === 'date' && typeof value === 'string') {
		const last = yearsAfter(today, field.yearsAhead ?? 0);
		return within(value, firstDay, last)
			? null
			: expectation('usual_day', `d’ordinaire une date du ${firstDay} au ${last}`, {
					...{ first: firstDay, last }
				});
	}
	if (typeof value !== 'number') return null;
	if (field.type === 'year') {
		const last = Number(today.slice(0, 4)) + yearsPlanned;
		return within(value, firstYear, last)
			? null
			: expectation(
					'usual_year',
					`d’ordinaire une année de ${String(firstYear)} à ${String(last)}`,
					// Years are no quantities: they are written without a separator.
					{ first: String(firstYear), last: String(last) }
				);
	}
	if (field.usual === undefined || within(value, ...field.usual)) return null;
	const [low, high] = field.usual;
	const unit = field.unit ?? '';
	return expectation(
		'usual_number',
		`d’ordinaire de ${low.toLocaleString('fr-FR')} à ${high.toLocaleString('fr-FR')} ${unit}`,
		{ low, high, unit }
	);
}

const within = <Of extends string | number>(value: Of, low: Of, high: Of) =>
	value >= low && value <= high;

function yearsAfter(day: string, years: number): string {
	return `${String(Number(day.slice(0, 4)) + years)}${day.slice(4)}`;
}
