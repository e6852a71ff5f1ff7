import { collectionNames, type CollectionName } from '#lib/backend/features.ts';
import type { InLanguages } from '#lib/domain/language.ts';
import { OgcError } from './error.ts';

type Words = { title: string; description: string };

/** Each collection's title and description, chosen by Accept-Language; codes and errors stay French. */
export const collectionWords: Record<CollectionName, InLanguages<Words>> = {
	epci: {
		fr: {
			title: 'EPCI',
			description: 'Intercommunalités du territoire : contours, population, nombre de communes'
		},
		en: {
			title: 'Intermunicipal bodies (EPCI)',
			description:
				'Intermunicipal bodies of the territory: outlines, population, number of communes'
		}
	},
	communes: {
		fr: {
			title: 'Communes',
			description: 'Communes du territoire : contours, population, surface'
		},
		en: {
			title: 'Communes',
			description: 'Communes of the territory: outlines, population, area'
		}
	},
	sites: {
		fr: {
			title: 'Sites économiques',
			description: 'Zones d’activité et sites industriels, classe site-eco du géostandard CNIG'
		},
		en: {
			title: 'Business sites',
			description: 'Business parks and industrial sites, class site-eco of the CNIG standard'
		}
	},
	terrains: {
		fr: {
			title: 'Terrains',
			description: 'Terrains des sites économiques et leur commercialisation, classe terrain-eco'
		},
		en: {
			title: 'Plots',
			description: 'Plots of the business sites and their sale stage, class terrain-eco'
		}
	},
	etablissements: {
		fr: {
			title: 'Établissements',
			description: 'Établissements industriels, secteur et effectif, classe etablissement'
		},
		en: {
			title: 'Firms',
			description: 'Industrial establishments, sector and headcount, class etablissement'
		}
	},
	friches: {
		fr: { title: 'Friches', description: 'Friches au sens du géostandard CNIG Friches' },
		en: { title: 'Brownfields', description: 'Brownfields in terms of the CNIG Friches standard' }
	},
	poi: {
		fr: {
			title: 'Points d’intérêt',
			description:
				'Échangeurs, gares, ports, aérodromes, formations, plateformes et passages frontaliers'
		},
		en: {
			title: 'Points of interest',
			description:
				'Motorway junctions, stations, ports, airfields, training, platforms and border crossings'
		}
	},
	contraintes: {
		fr: {
			title: 'Contraintes',
			description: 'Zones inondables, zones humides et pentes fortes chargées par l’exploitant'
		},
		en: {
			title: 'Constraints',
			description: 'Flood zones, wetlands and steep slopes loaded by the operator'
		}
	}
};

/** @throws OgcError 404 naming the collections there are */
export function parseCollection(id: string): CollectionName {
	const known = collectionNames.find((collection) => collection === id);
	if (known) return known;
	throw new OgcError(
		404,
		`Collection « ${id} » inconnue ; attendu, une de : ${collectionNames.join(', ')}.`
	);
}
