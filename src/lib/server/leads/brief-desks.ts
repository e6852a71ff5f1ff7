import { briefs } from '#lib/backend/briefs.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import type { BriefDesks } from '#lib/domain/brief-desks.ts';
import { appBackend } from '#lib/server/app-backend.ts';

type Named = { siren: string; name: string };

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
