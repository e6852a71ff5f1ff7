import { getLocale } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/panels/fault-sentence.ts';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { presets } from '#lib/search/presets.ts';
import { mapFiles } from '#lib/server/map-files.ts';
import { rivers } from '#lib/server/seed/rivers.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { LayoutServerLoad } from './$types';

/** Everything the page says before any script runs; the records themselves come from /ogc. */
export const load: LayoutServerLoad = async ({ url, depends }) => {
	depends('forgeterre:territory');
	const { criteria, view, faults } = readAddress(url.searchParams);
	const { configuration, ask } = await readTerritory();
	const locale = getLocale();
	const asked = writeAddress(criteria, view);
	const { places, ...page } = await ask.mapPage({ criteria, view, locale });
	const colours = new Map(configuration.epci.map(({ siren, colour }) => [siren, colour]));
	return {
		territory: {
			name: configuration.name,
			languages: configuration.languages,
			accent: configuration.colours.accent,
			contacts: configuration.contacts,
			axes: configuration.axes.map((axis) => ({ id: axis.id, label: axis[locale] })),
			facts: (configuration.facts ?? []).map((fact) => ({ ...fact, label: fact[locale] }))
		},
		epciColours: [...colours],
		places: {
			...places,
			epci: places.epci.map((epci) => ({ ...epci, colour: colours.get(epci.siren) ?? '' }))
		},
		rivers: await rivers(configuration),
		presets,
		mapFiles: mapFiles(),
		query: asked === '' ? '' : `?${asked}`,
		/** What the address asked for and cannot have, each in a sentence. */
		faults: faults.map(faultSentence),
		...page
	};
};
