import { collections, features } from '#lib/backend/features.ts';
import { listingRules } from '#lib/domain/territory.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { mailLeaves } from '#lib/server/mail/send-mail.ts';
import { requireMember } from '#lib/server/session.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'administrateur');
	const { client, configuration } = appBackend();
	const [summary, epci] = await Promise.all([
		collections.summary(client, configuration.id),
		features.page(client, { territory: configuration.id, collection: 'epci' })
	]);
	const names = new Map(epci.features.map(({ id, properties }) => [id, properties?.['epci_nom']]));
	return {
		id: configuration.id,
		rules: listingRules(configuration),
		epci: configuration.epci.map(({ siren, colour }) => ({
			siren,
			colour,
			name: String(names.get(siren) ?? siren)
		})),
		mailLeaves: mailLeaves(),
		address: siteAddress(),
		summary
	};
};
