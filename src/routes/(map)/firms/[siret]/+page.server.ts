import { m } from '#lib/paraglide/messages.js';
import { foundOr404 } from '../../record.server.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { atlas } = await readTerritory();
	const firm = foundOr404(
		atlas.firms.find(({ siret }) => siret === params.siret),
		m.kind_firm(),
		params.siret
	);
	const plots = atlas.plots.filter((plot) => firm.plotIds.includes(plot.id));
	const siteIds = new Set(plots.map((plot) => plot.siteId));
	return { firm, plots, sites: atlas.sites.filter((site) => siteIds.has(site.id)) };
};
