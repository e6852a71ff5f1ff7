import type { ListingPatch } from '#lib/backend/listings.ts';
import { readField, type FieldFault, type ListingField } from '#lib/domain/listing-fields.ts';

/** What a step's form says. */
export interface ReadStep {
	/** Null where a field was left empty, which clears it. */
	values: ListingPatch;
	faults: Record<string, FieldFault>;
	/** As it was typed, to be shown again. */
	typed: Record<string, string>;
}

/** Reads the fields of a step; a price on request is no price. */
export function readStep(fields: readonly ListingField[], form: FormData): ReadStep {
	const values: ListingPatch = {};
	const faults: ReadStep['faults'] = {};
	const typed: ReadStep['typed'] = {};
	for (const field of fields) {
		const text = textOf(form, field.name);
		typed[field.name] = text;
		const read = readField(field, text);
		if ('fault' in read) faults[field.name] = read.fault;
		else values[field.name] = read.value;
	}
	if (values['terr_prix_sur_demande'] === 'oui') values['terr_prix_demande_m2'] = null;
	return { values, faults, typed };
}

/** What a text field says; empty when the form has none of this name, or a file in its place. */
export function textOf(form: FormData, name: string): string {
	const given = form.get(name);
	return typeof given === 'string' ? given : '';
}

/** The version of the listing that a form was filled from; 0, which no listing has, when it says none. */
export function versionOf(form: FormData): number {
	const version = Number(form.get('version'));
	return Number.isSafeInteger(version) ? version : 0;
}
