import { m } from '#lib/paraglide/messages.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { foundOr404 } from '../../record.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { ask } = await readTerritory();
	return foundOr404(await ask.epciCard({ id: params.siren }), m.kind_epci(), params.siren);
};
