import type { MemberRole } from '#lib/domain/member.ts';
import { m } from '#lib/paraglide/messages.js';

export type OfficeEntry = { href: string; label: () => string };

const everyone: OfficeEntry[] = [
	{ href: '/', label: m.office_map },
	{ href: '/recherches', label: m.searches_title },
	{ href: '/proposer', label: m.office_propose },
	{ href: '/assembler', label: m.assembly_entry_short },
	{ href: '/analyse', label: m.analyse_entry },
	{ href: '/analyse/inventaire', label: m.inventory_entry },
	{ href: '/analyse/sobriete', label: m.ledger_entry },
	{ href: '/programme', label: m.programme_entry }
];

const agents: OfficeEntry[] = [
	{ href: '/admin', label: m.office_listings },
	{ href: '/admin/demandes', label: m.office_briefs },
	{ href: '/admin/manquant', label: m.office_missing_land },
	{ href: '/admin/imports', label: m.office_imports }
];

const administrators: OfficeEntry[] = [
	{ href: '/admin/membres', label: m.office_members },
	{ href: '/admin/territoire', label: m.office_territory },
	{ href: '/admin/export', label: m.office_export },
	{ href: '/admin/courriels', label: m.office_mails }
];

/** The pages that a role may open, in the order of the navigation. */
export function entriesFor(role: MemberRole | null): OfficeEntry[] {
	if (role === 'administrateur') return [...everyone, ...agents, ...administrators];
	return role === 'agent' ? [...everyone, ...agents] : everyone;
}
