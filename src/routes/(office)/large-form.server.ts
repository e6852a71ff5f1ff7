import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { mostParts, readLargeForm } from '#lib/server/large-form.ts';

/** The form with files that a page sent; 400 with a sentence for one of more fields than any page has. */
export async function largeForm(request: Request): Promise<FormData> {
	return (await readLargeForm(request)) ?? error(400, m.form_parts_most({ most: mostParts }));
}
