import { m } from '#lib/paraglide/messages.js';
import { foundOr404 } from '../../record.server.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { atlas } = await readTerritory();
	const brownfield = foundOr404(
		atlas.brownfields.find(({ id }) => id === params.id),
		m.kind_brownfield(),
		params.id
	);
	return { brownfield };
};
