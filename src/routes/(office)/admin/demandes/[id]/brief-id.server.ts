import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The identifier in the address of a brief; 404 with a sentence for what is none. */
export function briefId(id: string): string {
	if (!uuid.test(id)) error(404, m.lead_unknown({ id }));
	return id;
}
