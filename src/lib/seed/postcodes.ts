import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { communePostcodes, epciByCommune } from './members.ts';

/** By territory: the official list is long, and what is kept of it short. */
const kept = new WeakMap<TerritoryConfiguration, ReadonlyMap<string, readonly string[]>>();

/** Postcodes of the communes of a territory, by INSEE code. */
export function postcodes(
	configuration: TerritoryConfiguration
): ReadonlyMap<string, readonly string[]> {
	const known = kept.get(configuration);
	if (known) return known;
	const ours = epciByCommune(configuration.epci.map(({ siren }) => siren));
	const found = communePostcodes([...ours.keys()]);
	kept.set(configuration, found);
	return found;
}
