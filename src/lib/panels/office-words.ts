import { m } from '#lib/paraglide/messages.js';

type Words = (values?: Record<string, unknown>) => string;

/** Every message by its key: for the pages behind the map, which are opened seldom and one at a time. */
export const officeMessages = m as unknown as Readonly<Record<string, Words | undefined>>;

/** Words of these pages whose key is composed: `listing_step_nature`, `check_done_publish`. */
export function composedOfficeLabel(prefix: string, key: string): string {
	return officeMessages[`${prefix}_${key.replaceAll('-', '_')}`]?.() ?? key;
}
