import { isDay } from '#lib/domain/day.ts';
import type { Refused } from '#lib/domain/reason.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatInstant, formatNumber } from '#lib/ui/format.ts';
import { checkLabel } from './value-words.ts';
import { fieldLabel } from './listing-words.ts';
import { officeMessages } from './office-words.ts';

/**
 * Why something was refused, as a sentence in the visitor's language that names the value and what was expected.
 * A reason that no page can cause has no words of its own: it is said as it came.
 */
export function refusalSentence({ reason, message }: Refused, locale: string): string {
	const words = reason && officeMessages[`refused_${reason.code}`];
	if (!words) return message.charAt(0).toUpperCase() + message.slice(1);
	const values = Object.entries(reason.values).map(
		([name, value]) => [name, valueInWords(name, value, locale)] as const
	);
	// What a geometry is wrong about comes from a file that names it, or from the drawing.
	return words({ name: m.refused_outline(), ...Object.fromEntries(values) });
}

function valueInWords(name: string, value: string | number, locale: string): string {
	if (typeof value === 'number') return formatNumber(value, locale, 3);
	if (value === '') return m.value_empty();
	// As the database writes what is very large or small: 1e+30.
	if (/^-?\d+(\.\d+)?e[+-]?\d+$/i.test(value)) return formatNumber(Number(value), locale, 3);
	if (isDay(value)) return formatDate(value, locale);
	switch (name) {
		case 'at':
			return formatInstant(value, locale);
		case 'field':
			return fieldLabel(value);
		case 'fields':
			return value.split(', ').filter(Boolean).map(fieldLabel).join(' · ') || '–';
		case 'state':
			return checkLabel('state', value);
		default:
			return value;
	}
}
