import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Account, Member, MemberRole } from '#lib/domain/member.ts';
import { ownAddress } from './own-address.ts';

type Visit = Pick<RequestEvent, 'locals' | 'url'>;

/** The visitor's account; without one, on to the sign-in page and back. */
export function requireAccount({ locals, url }: Visit): Account {
	if (locals.account) return locals.account;
	const prefix = /^\/en(?=\/|$)/.exec(url.pathname)?.[0] ?? '';
	redirect(303, `${prefix}/connexion?suite=${encodeURIComponent(url.pathname + url.search)}`);
}

/** The visitor as a member with one of these roles, or any; 403 with a sentence for another. */
export function requireMember(visit: Visit, ...roles: MemberRole[]): Member {
	requireAccount(visit);
	const { member, closedSentence } = visit.locals;
	if (member && (roles.length === 0 || roles.includes(member.role))) return member;
	error(403, closedSentence(roles, member?.role ?? null));
}

/** An address of ours to go on to after signing in: never one of another site. */
export function nextPath(asked: string | null, otherwise: string): string {
	return (asked && ownAddress(asked)) || otherwise;
}
