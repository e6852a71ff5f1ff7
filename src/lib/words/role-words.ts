import type { FirmNameOrigin, MemberRole } from '#lib/domain/member.ts';
import { m } from '#lib/paraglide/messages.js';

export function roleLabel(role: MemberRole): string {
	return {
		entreprise: m.account_role_entreprise,
		agent: m.account_role_agent,
		administrateur: m.account_role_administrateur
	}[role]();
}

/** Where the name of a firm comes from, in words. */
export function originLabel(origin: FirmNameOrigin | null): string {
	if (origin === 'base') return m.account_origin_base();
	return origin === 'sirene' ? m.account_origin_sirene() : m.account_origin_declare();
}

/** Whom a page is for, and who asks; nobody is named for one that is open to every member. */
export function closedSentence(wanted: readonly MemberRole[], role: MemberRole | null): string {
	return m.page_closed({
		wanted: wanted.map(roleLabel).join(', ') || m.page_closed_members(),
		role: role === null ? m.account_role_none() : roleLabel(role)
	});
}
