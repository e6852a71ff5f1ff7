import type { Atlas } from '#lib/search/atlas.ts';
import type { Criteria } from '#lib/search/criteria.ts';

/** Names of the EPCI and communes that criteria hold, by their code. */
export function placeNames(atlas: Atlas, criteria: Criteria): Record<string, string> {
	const epci = atlas.epci.filter(({ siren }) => criteria.epci.includes(siren));
	const communes = atlas.communes.filter(({ insee }) => criteria.communes.includes(insee));
	return Object.fromEntries([
		...epci.map(({ siren, name }) => [siren, name] as const),
		...communes.map(({ insee, name }) => [insee, name] as const)
	]);
}
