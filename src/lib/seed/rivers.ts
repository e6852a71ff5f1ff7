import type { FeatureCollection, LineString } from 'geojson';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { readRivers } from './data-files.ts';

/**
 * The rivers of a territory as thin lines in degrees, each with its name; none where it has no such file.
 * @param configuration as `loadTerritory` gives it, with the paths of its files made absolute
 * @throws TerritoryConfigurationError naming the file and what is wrong with it
 */
export async function rivers(
	configuration: TerritoryConfiguration
): Promise<FeatureCollection<LineString, { name: string }>> {
	const path = configuration.data?.rivers;
	return path ? readRivers(path) : { type: 'FeatureCollection', features: [] };
}
