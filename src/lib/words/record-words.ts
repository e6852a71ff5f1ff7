import { composedMessages as recordMessages } from 'virtual:record-messages';
import type { Field } from '#lib/domain/fields/field.ts';
import { m } from '#lib/paraglide/messages.js';
import { fieldLabel } from './listing-words.ts';

/** What a column of a record is; those that a listing has too are named as there. */
export const columnLabel = (column: string): string =>
	recordMessages[`record_${column}`]?.() ?? fieldLabel(column);

/** Columns whose text follows a pattern, by what is expected of it. */
const patterns: Readonly<Record<string, () => string>> = {
	terr_refcad: m.record_expects_parcels,
	unite_fonciere_refcad: m.record_expects_parcels,
	proprio_type: m.record_expects_owners,
	desserte_distance: m.record_expects_distances
};

/** What a column admits, for who types it; null for any text, and for a closed list. */
export function expectedText(column: string, { type, ...field }: Field): string | null {
	switch (type) {
		case 'pattern':
			return patterns[column]?.() ?? field.looks ?? null;
		case 'url':
			return m.record_expects_url();
		case 'digits':
			return m.record_expects_digits({ digits: String(field.digits) });
		case 'date':
			return m.record_expects_date();
		case 'year':
			return m.record_expects_year();
		case 'quantity':
			return quantityText(field);
		case 'count':
			return m.record_expects_count();
		case 'several':
			return m.record_expects_several({ list: (field.list ?? []).join(', ') });
		case 'padded-code':
			return m.record_expects_codes({ list: (field.codes ?? []).join(', ') });
		default:
			return null;
	}
}

function quantityText({ highest, unit = '' }: Pick<Field, 'highest' | 'unit'>): string {
	return highest === undefined || highest === Number.POSITIVE_INFINITY
		? m.record_expects_positive({ unit })
		: m.record_expects_most({ unit, most: String(highest) });
}
