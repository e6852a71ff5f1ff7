import { listingSteps, stepFields, type ListingField } from '#lib/domain/listing-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber } from '#lib/ui/format.ts';
import { composedOfficeLabel } from './office-words.ts';
import { codeLabel } from './vocabulary-words.ts';

const fieldOf = new Map<string, ListingField>(
	listingSteps.flatMap((step) => stepFields[step].map((field) => [field.name, field] as const))
);

/** A declared value as it is read: with its unit, in the visitor's language; null says that nothing is declared. */
export function valueText(name: string, value: string | number | null, locale: string): string {
	if (value === null) return m.check_nothing();
	const field = fieldOf.get(name);
	if (typeof value === 'number')
		return [formatNumber(value, locale, 2), field?.unit].filter(Boolean).join('\u202F');
	if (field?.kind === 'date') return formatDate(value, locale);
	return field === undefined || field.kind === 'text' || field.kind === 'long-text'
		? value
		: codeLabel(value);
}

const slug = (word: string) =>
	word
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(' ', '_');

/** Words of a state, an action or a role: `check_state_a_modifier`. */
export function checkLabel(kind: 'state' | 'action' | 'role', word: string): string {
	return composedOfficeLabel(`check_${kind}`, slug(word));
}
