import { m } from '#lib/paraglide/messages.js';
import { foundOr404 } from '../../record.server.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { atlas } = await readTerritory();
	const site = foundOr404(atlas.siteById.get(params.id), m.kind_site(), params.id);
	const plots = atlas.plots.filter((plot) => plot.siteId === params.id);
	const plotIds = new Set(plots.map((plot) => plot.id));
	return {
		site,
		plots,
		firms: atlas.firms.filter((firm) => firm.plotIds.some((id) => plotIds.has(id)))
	};
};
