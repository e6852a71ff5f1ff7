import { consultations } from '#lib/backend/consultation.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { newLinkToken } from '#lib/server/link-token.ts';
import { leaveMails } from '#lib/server/mail/delivery.ts';
import { consultationMail } from '#lib/server/mail/inventory-mails.ts';

interface WriteLinks {
	/** Client of the agent: its rights decide. */
	client: BackendClient;
	service: BackendClient;
	configuration: TerritoryConfiguration;
	/** Where the links lead, without a slash at its end. */
	address: string;
	epciName: string;
	consultation: { id: string; closesOn: string };
	/** Who is written to: people of the consultation who have not answered. */
	people: readonly string[];
}

/**
 * Gives each of some people a new link, which takes the place of the former one, and leaves the mail that carries it in
 * the outbox.
 * @returns how many mails were left
 */
export async function writeLinks(given: WriteLinks): Promise<number> {
	const { client, service, configuration, address, epciName, consultation, people } = given;
	const tokens = new Map(people.map((id) => [id, newLinkToken()]));
	const links = [...tokens].map(([id, { hash }]) => ({ id, hash }));
	const written = await consultations.send(client, consultation.id, links);
	const letters = written.map(({ id, mail, name, unit }) => ({
		...{ kind: 'inventaire soumis' as const, to: mail },
		...consultationMail(
			{ name, unit, epciName, closesOn: consultation.closesOn },
			{ territory: configuration, address },
			`/avis/${tokens.get(id)?.token ?? ''}`
		)
	}));
	await leaveMails({ service, territory: configuration.id }, letters);
	return letters.length;
}
