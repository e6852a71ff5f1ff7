import { plotPieces } from '#lib/backend/checking.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { foundOr404 } from '../../record.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { ask } = await readTerritory();
	const card = foundOr404(await ask.plotCard({ id: params.id }), m.kind_plot(), params.id);
	const { client, configuration } = appBackend();
	const pieces =
		card.placed.plot.confirmed === null
			? []
			: await plotPieces(client, configuration.id, params.id);
	return { ...card, pieces };
};
