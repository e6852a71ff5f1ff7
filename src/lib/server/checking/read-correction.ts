import * as v from 'valibot';
import type { ListingPatch } from '#lib/backend/listings.ts';
import { listingSteps, stepFields, type ListingField } from '#lib/domain/listing-fields.ts';
import { readStep, type ReadStep } from '../listing/read-step.ts';

/** Every field that a form asks of a listing. */
export const allFields: readonly ListingField[] = listingSteps.flatMap((step) => stepFields[step]);

/** What an agent corrects: the fields that they changed, and no other. */
export interface Correction extends ReadStep {
	/** Texts as the form showed them before it was changed. */
	read: Record<string, string>;
	/** Names of the fields that were changed. */
	mine: string[];
}

const Read = v.record(v.string(), v.string());

function readTexts(form: FormData): Record<string, string> {
	const given = form.get('read');
	try {
		return v.parse(Read, JSON.parse(typeof given === 'string' ? given : ''));
	} catch {
		return {};
	}
}

/**
 * Reads a correction: `values` holds the changed fields alone, so that what another agent wrote meanwhile into the
 * others is never written over.
 */
export function correctionOf(fields: readonly ListingField[], form: FormData): Correction {
	const read = readTexts(form);
	const step = readStep(fields, form);
	// A form may leave fields out: those of a space, for land.
	const shown =
		Object.keys(read).length > 0
			? (name: string) => name in read
			: (name: string) => form.has(name);
	const mine = fields
		.map(({ name }) => name)
		.filter(shown)
		.filter((name) => (step.typed[name] ?? '').trim() !== (read[name] ?? '').trim());
	const values: ListingPatch = Object.fromEntries(
		mine.flatMap((name) => (name in step.values ? [[name, step.values[name] ?? null]] : []))
	);
	// A price on request is no price.
	if (values['terr_prix_sur_demande'] === 'oui') values['terr_prix_demande_m2'] = null;
	return { ...step, values, read, mine };
}
