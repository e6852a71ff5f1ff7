import { plotPieces } from '#lib/backend/checking.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { foundOr404 } from '../../record.server.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { atlas } = await readTerritory();
	const placed = foundOr404(
		atlas.placedPlots.find(({ plot }) => plot.id === params.id),
		m.kind_plot(),
		params.id
	);
	const firms = atlas.firms.filter((firm) => firm.plotIds.includes(params.id));
	const { client, configuration } = appBackend();
	const pieces =
		placed.plot.confirmed === null ? [] : await plotPieces(client, configuration.id, params.id);
	return { placed, firms, pieces };
};
