import { briefs } from '#lib/backend/briefs.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { appBackend } from '#lib/server/app-backend.ts';

type Named = { siren: string; name: string };
type Contact = TerritoryConfiguration['contacts'][number];

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

/** Who takes a brief on that concerns some EPCI. */
export async function desksOf(epci: readonly Named[]): Promise<BriefDesks> {
	const { backend, configuration } = appBackend();
	const withAgents = await briefs.epciWithAgents(createServiceClient(backend), configuration.id);
	const has = ({ siren }: Named) => withAgents.includes(siren);
	const names = (some: readonly Named[]) => some.map(({ name }) => name);
	const unserved = names(epci.filter((one) => !has(one)));
	const away = unserved.length > 0 || epci.length === 0;
	const mailed = configuration.contacts.flatMap((contact) =>
		contact.email === undefined ? [] : { ...contact, email: contact.email }
	);
	return {
		served: names(epci.filter(has)),
		unserved: epci.length === 0 ? [configuration.name] : unserved,
		mailed: away ? mailed : [],
		named: away && mailed.length === 0 ? configuration.contacts : []
	};
}
