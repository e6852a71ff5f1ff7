import { maximumPasswordBytes, minimumPasswordLength } from '#lib/domain/member.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is wrong with an address, or undefined. */
export function emailFault(email: string): string | undefined {
	if (email.length <= 254 && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return undefined;
	return m.account_email_invalid({ value: email.slice(0, 80) });
}

/** What is wrong with a new password, or undefined; the password itself is never repeated. */
export function passwordFault(password: string): string | undefined {
	const { length } = Array.from(password);
	if (length < minimumPasswordLength) {
		return m.account_password_short({ length, minimum: minimumPasswordLength });
	}
	const bytes = new TextEncoder().encode(password).length;
	if (bytes <= maximumPasswordBytes) return undefined;
	return m.account_password_long({ length: bytes, maximum: maximumPasswordBytes });
}

/** What is wrong with a person's name, or undefined. */
export function nameFault(name: string): string | undefined {
	const { length } = name.trim();
	return length >= 1 && length <= 120 ? undefined : m.account_name_invalid({ length });
}

export type Faults = Record<string, string | undefined>;

export function hasFault(faults: Faults): boolean {
	return Object.values(faults).some((fault) => fault !== undefined);
}
