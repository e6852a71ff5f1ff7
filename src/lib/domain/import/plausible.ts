import type { Field } from './field.ts';
import type { ColumnValue } from './record.ts';

/** What would be expected of a value that can be read and is hard to believe; null for one that is not. */
export type Doubt = (value: ColumnValue, today: string) => string | null;

/** The same field, with a doubt about numbers outside a range that is wide for real ones. */
export function usually(field: Field, low: number, high: number, unit: string): Field {
	const expected = `d’ordinaire de ${low.toLocaleString('fr-FR')} à ${high.toLocaleString('fr-FR')} ${unit}`;
	return {
		...field,
		usual: [low, high],
		doubt: (value) => (typeof value === 'number' && (value < low || value > high) ? expected : null)
	};
}

const firstDay = '1900-01-01';

/** Doubts a day before 1900, and one more than so many years ahead. */
export function dayDoubt(yearsAhead: number): Doubt {
	return (value, today) => {
		const last = `${String(Number(today.slice(0, 4)) + yearsAhead)}${today.slice(4)}`;
		if (typeof value !== 'string' || (value >= firstDay && value <= last)) return null;
		return `d’ordinaire une date du ${firstDay} au ${last}`;
	};
}

const firstYear = 1700;

/** Doubts a year before industry, and one too far ahead to be planned. */
export const yearDoubt: Doubt = (value, today) => {
	const last = Number(today.slice(0, 4)) + 30;
	if (typeof value !== 'number' || (value >= firstYear && value <= last)) return null;
	return `d’ordinaire une année de ${String(firstYear)} à ${String(last)}`;
};
