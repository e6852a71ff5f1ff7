import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

/** The record, or a 404 that names what was asked for. */
export function foundOr404<T>(record: T | null, kind: string, id: string): T {
	if (record === null) error(404, m.record_unknown({ kind, id }));
	return record;
}
