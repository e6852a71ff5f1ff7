import { listingSteps, type ListingStep } from '#lib/domain/listing-fields.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';

/** Address of a step of a listing, in the visitor's language. */
export function listingPath(id: string, step: ListingStep): string {
	return localizeHref(`/proposer/${id}/${step}`);
}

/** Where a saved form leads: the step that was asked for, else the one after. */
export function pathAfter(id: string, step: ListingStep, asked: FormDataEntryValue | null): string {
	const next = listingSteps[listingSteps.indexOf(step) + 1] ?? step;
	return listingPath(id, listingSteps.find((one) => one === asked) ?? next);
}
