import { m } from '#lib/paraglide/messages.js';
import { overviewByEpci } from '#lib/search/overview.ts';
import { foundOr404 } from '../../record.server.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends }) => {
	depends('forgeterre:territory');
	const { atlas } = await readTerritory();
	const { siren } = params;
	const epci = foundOr404(
		atlas.epci.find((one) => one.siren === siren),
		m.kind_epci(),
		siren
	);
	return {
		epci: { ...epci, geometry: null },
		figures: foundOr404(
			overviewByEpci(atlas).find((one) => one.siren === siren),
			m.kind_epci(),
			siren
		),
		communes: atlas.communes
			.filter((commune) => commune.epciSiren === siren)
			.map(({ insee, name, population }) => ({ insee, name, population }))
			.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
		sites: atlas.sites
			.filter((site) => site.epciSiren === siren)
			.map(({ id, name, areaHa }) => ({ id, name, areaHa }))
	};
};
