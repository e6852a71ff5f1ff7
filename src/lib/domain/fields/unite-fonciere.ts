import { identifiers, joined, quantity, required, text, type Fields } from './field.ts';
import { placeFields } from './places.ts';
import { parcelIds } from './terrain-eco.ts';

/** Land units of business parks: the class that the CNIG standard lacks and article 220 counts (docs/inventory.md). */
export const unitFields = {
	uf_id: required(identifiers()),
	site_id: identifiers(),
	site_nom: joined(text(), 'site'),
	uf_refcad: parcelIds,
	uf_surface_m2: quantity('m²'),
	uf_emprise_batie_m2: quantity('m²'),
	...placeFields
} as const satisfies Fields;
