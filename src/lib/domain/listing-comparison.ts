import type { MultiPolygon } from 'geojson';
import { listingSteps, stepFields } from './listing-fields.ts';
import type { ListingContent } from './listing.ts';

/** A field of which two states of a listing say different things; null where one says nothing. */
export interface ChangedField {
	field: string;
	before: string | number | null;
	after: string | number | null;
}

/** Every field that a listing may declare, in the order of the form; what a form does not ask comes last. */
const order = listingSteps.flatMap((step) => stepFields[step].map(({ name }) => name));

const rankOf = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);

/** What differs between two states, in the order of the form. */
export function changedFields(before: ListingContent, after: ListingContent): ChangedField[] {
	const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
	return fields
		.filter((field) => (before[field] ?? null) !== (after[field] ?? null))
		.toSorted((one, other) => rankOf(one) - rankOf(other) || one.localeCompare(other))
		.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** Whether two outlines are the same, position by position. */
export function sameShape(one: MultiPolygon | null, other: MultiPolygon | null): boolean {
	return JSON.stringify(one?.coordinates) === JSON.stringify(other?.coordinates);
}
