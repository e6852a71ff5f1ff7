import type { Listing } from '#lib/domain/listing.ts';
import { languageOf } from '#lib/domain/language.ts';
import type { ListingField } from '#lib/domain/listing-fields.ts';
import { numberToType } from '#lib/domain/typed-number.ts';

/** What a field shows: what was typed where the form came back, else what is kept, as the language writes it. */
export function typedOrKept(
	{ name, kind }: ListingField,
	typed: Record<string, string> | undefined,
	listing: Pick<Listing, 'contenu'>,
	locale: string
): string {
	if (typed && name in typed) return typed[name] ?? '';
	const kept = listing.contenu[name];
	if (kept === undefined) return '';
	return kind === 'number' ? numberToType(Number(kept), languageOf(locale)) : String(kept);
}
