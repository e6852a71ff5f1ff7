import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';
import { queryWords } from '#lib/search/search-words.ts';

export const scopeKinds = ['territoire', 'epci', 'commune', 'site'] as const;

/** What the figures are of: the whole territory, or one EPCI, commune or site. */
export interface Scope {
	kind: (typeof scopeKinds)[number];
	/** SIREN, INSEE code or key of the site; empty for the territory. */
	id: string;
}

export const territoryScope: Scope = { kind: 'territoire', id: '' };
export const scopeParameter = 'lieu';
/** The place that the first is shown beside. */
export const scopeParameterBeside = 'avec';

/** `epci:200041630` in an address; the territory is said by nothing. */
export function scopeText({ kind, id }: Scope): string {
	return kind === 'territoire' ? '' : `${kind}:${id}`;
}

/** What follows an address to say a scope: `?lieu=epci%3A200041630`; nothing for the territory. */
export function placeQuery(place: string): string {
	return place === '' ? '' : `?${new URLSearchParams({ [scopeParameter]: place }).toString()}`;
}

/** Reads a scope; null for a text that names none. Whether its place exists is seen where the records are. */
export function readScope(text: string): Scope | null {
	if (text === '') return territoryScope;
	const [kind, ...rest] = text.split(':');
	const id = rest.join(':');
	const known = scopeKinds.find((one) => one === kind);
	if (known === undefined) return null;
	return known === 'territoire' || id === '' ? null : { kind: known, id };
}

/** A place that figures may be asked of. */
export interface Place {
	id: string;
	name: string;
}

export interface PlacesToAnalyse {
	epci: Place[];
	communes: Place[];
	sites: Place[];
}

const byName = (one: Place, other: Place) => one.name.localeCompare(other.name, 'fr');

/** Every place of the territory that figures may be asked of, by name. */
export function placesToAnalyse({ epci, communes, sites }: Atlas): PlacesToAnalyse {
	return {
		epci: epci.map(({ siren, name }) => ({ id: siren, name })).toSorted(byName),
		communes: communes.map(({ insee, name }) => ({ id: insee, name })).toSorted(byName),
		sites: sites.map(({ id, name }) => ({ id, name })).toSorted(byName)
	};
}

/** Name of a scope's place among those that may be asked of; null where it is none, empty for the territory. */
export function nameAmong(places: PlacesToAnalyse, { kind, id }: Scope): string | null {
	if (kind === 'territoire') return '';
	const among = { epci: places.epci, commune: places.communes, site: places.sites };
	return among[kind].find((one) => one.id === id)?.name ?? null;
}

/** Name of a scope's place; null where no such place is known, empty for the territory. */
export function scopeName(atlas: Atlas, { kind, id }: Scope): string | null {
	switch (kind) {
		case 'territoire':
			return '';
		case 'epci':
			return atlas.epci.find(({ siren }) => siren === id)?.name ?? null;
		case 'commune':
			return atlas.communes.find(({ insee }) => insee === id)?.name ?? null;
		case 'site':
			return atlas.siteById.get(id)?.name ?? null;
	}
}

export type Placed = { epciSiren: string | null; inseeCode: string | null };

/** Whether a record lies in a place. A record outside a site's plots is said by its plots, not here. */
export function isInPlace({ epciSiren, inseeCode }: Placed, { kind, id }: Scope): boolean {
	if (kind === 'epci') return epciSiren === id;
	return kind === 'commune' ? inseeCode === id : kind === 'territoire';
}

/**
 * Criteria that keep exactly the plots of a scope, unknown ones failing; null where the search cannot say it. It has
 * no criterion of the site: the site's name stands in, where it finds its plots and no other.
 */
export function scopeCriteria(atlas: Atlas, scope: Scope): Partial<Criteria> | null {
	switch (scope.kind) {
		case 'territoire':
			return {};
		case 'epci':
			return { epci: [scope.id], strict: ['epci'] };
		case 'commune':
			return { communes: [scope.id], strict: ['commune'] };
		case 'site':
			return siteCriteria(atlas, scope.id);
	}
}

function siteCriteria({ plots, columns, siteById }: Atlas, id: string): Partial<Criteria> | null {
	const name = siteById.get(id)?.name ?? '';
	const asked = queryWords(name);
	const words = columns.words();
	const exact = plots.every(
		({ siteId }, index) =>
			(siteId === id) === asked.every((word) => (words[index] ?? '').includes(word))
	);
	return asked.length > 0 && exact ? { text: name } : null;
}
