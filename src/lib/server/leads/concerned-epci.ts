import type { CardCollection } from '#lib/domain/brief.ts';
import { touchesShape } from '#lib/geo/touches-shape.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { plotName } from '#lib/search/list-page.ts';

/** A record that a visitor speaks of, as the atlas has it. */
export interface NamedCard {
	collection: CardCollection;
	id: string;
	name: string;
	/** EPCI that it lies in; null outside the territory. */
	epciSiren: string | null;
	/** Gross area of a plot, in hectares. */
	areaHa: number | null;
}

const finders: Record<CardCollection, (atlas: Atlas, id: string) => NamedCard | null> = {
	terrains: ({ plots }, id) => {
		const plot = plots.find((one) => one.id === id);
		return plot === undefined
			? null
			: named('terrains', id, plotName(plot), plot.epciSiren, plot.areaHa);
	},
	sites: ({ siteById }, id) => {
		const site = siteById.get(id);
		return site === undefined ? null : named('sites', id, site.name, site.epciSiren);
	},
	etablissements: ({ firms }, id) => {
		const firm = firms.find(({ siret }) => siret === id);
		return firm === undefined ? null : named('etablissements', id, firm.name, firm.epciSiren);
	},
	friches: ({ brownfields }, id) => {
		const brownfield = brownfields.find((one) => one.id === id);
		return brownfield === undefined
			? null
			: named('friches', id, brownfield.name, brownfield.epciSiren);
	},
	epci: ({ epci }, id) => {
		const found = epci.find(({ siren }) => siren === id);
		return found === undefined ? null : named('epci', id, found.name, id);
	}
};

function named(
	collection: CardCollection,
	id: string,
	name: string,
	epciSiren: string | null,
	areaHa: number | null = null
): NamedCard {
	return { collection, id, name, epciSiren, areaHa };
}

/** The record of a card; null where there is none. */
export function findCard(atlas: Atlas, collection: CardCollection, id: string): NamedCard | null {
	return finders[collection](atlas, id);
}

/** EPCI whose land a search asks for: those named, else those that its area touches, else all. */
export function searchedEpci(atlas: Atlas, criteria: Criteria): string[] {
	const all = atlas.epci.map(({ siren }) => siren);
	const among = (sirens: readonly (string | undefined)[]) =>
		all.filter((siren) => sirens.includes(siren));
	const isMust = (id: 'epci' | 'commune' | 'shape') => criteria.wishes[id] === undefined;
	const named = among([
		...(isMust('epci') ? criteria.epci : []),
		...(isMust('commune') ? criteria.communes.map((insee) => epciOf(atlas, insee)) : [])
	]);
	if (named.length > 0) return named;
	const { shape } = criteria;
	if (shape === null || criteria.shapeOutside || !isMust('shape')) return all;
	const touched = atlas.epci.filter(
		({ geometry }) => geometry !== null && touchesShape(geometry, shape)
	);
	return touched.length > 0 ? touched.map(({ siren }) => siren) : all;
}

function epciOf(atlas: Atlas, insee: string): string | undefined {
	return atlas.communes.find((commune) => commune.insee === insee)?.epciSiren;
}
