import { error } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/panels/fault-sentence.ts';
import { readAddress } from '#lib/search/address.ts';
import { listPage, search } from '#lib/search/list-page.ts';
import { presets } from '#lib/search/presets.ts';
import { overviewByEpci } from '#lib/search/overview.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { rivers } from '#lib/server/seed/rivers.ts';
import type { LayoutServerLoad } from './$types';
import { readTerritory } from '#lib/server/territory-atlas.ts';

/** Everything the page says before any script runs; the records themselves come from /ogc. */
export const load: LayoutServerLoad = async ({ url, depends }) => {
	depends('forgeterre:territory');
	const { criteria, view, faults } = readAddress(url.searchParams);
	if (faults.length > 0) error(400, faults.map(faultSentence).join(' '));
	const { configuration, atlas, summary } = await readTerritory();
	const locale = getLocale();
	return {
		territory: {
			name: configuration.name,
			languages: configuration.languages,
			accent: configuration.colours.accent,
			contacts: configuration.contacts,
			axes: configuration.axes.map((axis) => ({ id: axis.id, label: axis[locale] })),
			facts: (configuration.facts ?? []).map((fact) => ({ ...fact, label: fact[locale] }))
		},
		epciColours: configuration.epci.map(({ siren, colour }) => [siren, colour] as const),
		overview: overviewByEpci(atlas),
		places: placesOf(
			atlas,
			new Map(configuration.epci.map(({ siren, colour }) => [siren, colour]))
		),
		rivers: await rivers(configuration),
		bounds: unionOfBoxes(
			atlas.epci.flatMap(({ geometry }) => (geometry === null ? [] : [boundingBox(geometry)]))
		),
		summary,
		presets,
		firstPage: listPage(atlas, search(atlas, criteria), view, locale)
	};
};

function placesOf(atlas: Atlas, colours: ReadonlyMap<string, string>) {
	return {
		epci: atlas.epci.map(({ siren, name }) => ({ siren, name, colour: colours.get(siren) ?? '' })),
		communes: atlas.communes
			.map(({ insee, name, epciSiren, geometry }) => ({
				insee,
				name,
				epciSiren,
				centre: geometry === null ? null : centreOf(geometry)
			}))
			.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
		pois: atlas.pois
			.map(({ id, name, position }) => ({ id, name, position }))
			.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
	};
}
