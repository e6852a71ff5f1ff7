import type { ListingState } from '#lib/domain/listing.ts';
import type { FieldFault } from '#lib/domain/listing-fields.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatNumber } from '#lib/ui/format.ts';
import { officeMessages as words } from './office-words.ts';
import { codeKey } from './vocabulary-words.ts';

/** Name of a field; the shape's is `geom`. */
export function fieldLabel(name: string): string {
	return words[`listing_field_${name}`]?.() ?? name;
}

/** What a field means, for those who do not know the trade's word; null when its name says it all. */
export function fieldHelp(name: string): string | null {
	return words[`listing_help_${name}`]?.() ?? null;
}

/** What a value of a closed list means; null when its name says it all. */
export function codeDefinition(code: string): string | null {
	return words[codeKey(code).replace(/^code/, 'listing_define')]?.() ?? null;
}

/** What was typed and what was expected, in a sentence. */
export function fieldFaultSentence({ kind, value, most }: FieldFault, locale: string): string {
	const bound = most === null ? '' : formatNumber(most, locale);
	switch (kind) {
		case 'number':
			return m.listing_fault_number({ value });
		case 'integer':
			return m.listing_fault_integer({ value });
		case 'most':
			return m.listing_fault_most({ value, most: bound });
		case 'length':
			return m.listing_fault_length({ value, most: bound });
		case 'date':
			return m.listing_fault_date({ value });
		case 'choice':
			return m.listing_fault_choice({ value });
	}
}

/** Sentence that says in plain words where a listing stands. */
export function stateSentence(state: ListingState, online: boolean): string {
	const sentences: Record<ListingState, () => string> = {
		brouillon: online ? m.listing_state_draft_online : m.listing_state_draft,
		soumise: online ? m.listing_state_submitted_online : m.listing_state_submitted,
		'à modifier': m.listing_state_to_change,
		publiée: online ? m.listing_state_published : m.listing_state_offline,
		refusée: online ? m.listing_state_refused_online : m.listing_state_refused,
		retirée: m.listing_state_withdrawn
	};
	return sentences[state]();
}
