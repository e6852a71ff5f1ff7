import { composedMessages as officeMessages } from 'virtual:office-messages';

export { officeMessages };

/** Words of the pages behind the map whose key is composed: `listing_step_nature`, `check_done_publish`. */
export function composedOfficeLabel(prefix: string, key: string): string {
	return officeMessages[`${prefix}_${key.replaceAll('-', '_')}`]?.() ?? key;
}
