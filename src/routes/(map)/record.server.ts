import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';

/** The record, or a 404 that names what was asked for. */
export function foundOr404<T>(record: T | undefined, kind: string, id: string): T {
	if (record === undefined) error(404, m.record_unknown({ kind, id }));
	return record;
}
