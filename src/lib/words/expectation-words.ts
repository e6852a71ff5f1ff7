import { composedMessages as recordMessages } from 'virtual:record-messages';
import type { Field } from '#lib/domain/fields/field.ts';
import { isDay } from '#lib/domain/day.ts';
import type { Reason } from '#lib/domain/reason.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber } from '#lib/ui/format.ts';
import { expectedText } from './record-words.ts';
import { refusalSentence } from './refusal-words.ts';

/** What is said of a value: in French, and as a code where pages in another language have words for it. */
interface Said {
	expected: string;
	because?: Reason | undefined;
}

/** The column that a value was given for, where it is known: its type says what it admits. */
interface Asked {
	name: string | null;
	field: Field | undefined;
}

/** What was expected of a value, or what was understood of it, in the visitor's language. */
export function expectationText(
	{ expected, because }: Said,
	locale: string,
	{ name, field }: Asked = { name: null, field: undefined }
): string {
	if (because === undefined) return expected;
	if (because.code === 'expects_type') return admittedText(name ?? '', field) ?? expected;
	const words = recordMessages[`record_${because.code}`];
	if (!words) return refusalSentence({ reason: because, message: expected }, locale);
	return words(
		Object.fromEntries(
			Object.entries(because.values).map(([key, value]) => [key, valueText(value, locale)])
		)
	);
}

function admittedText(name: string, field: Field | undefined): string | null {
	if (field?.type === 'truth') return m.record_expects_truth();
	return field ? expectedText(name, field) : null;
}

function valueText(value: string | number, locale: string): string {
	if (typeof value === 'number') return formatNumber(value, locale, 3);
	return isDay(value) ? formatDate(value, locale) : value;
}
