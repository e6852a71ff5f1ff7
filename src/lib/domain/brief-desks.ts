import type { TerritoryConfiguration } from './territory.ts';

export type Contact = TerritoryConfiguration['contacts'][number];

/** Who takes a brief on: the agents of some EPCI, and the territory's contacts for those that have none. */
export interface BriefDesks {
	/** Names of the EPCI that have an agent, who answers in time. */
	served: string[];
	/** Names of those that have none: nobody promises anything for them. */
	unserved: string[];
	/** Whom a mail goes to for these; nobody where the territory names no address. */
	mailed: (Contact & { email: string })[];
	/** Whom the visitor may turn to instead, where no mail can go. */
	named: Contact[];
}
