import { keptFigures } from '#lib/backend/kept-figures.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readChoroplethQuery } from '#lib/subjects/indicators/choropleth/choropleth-query.ts';
import { isKept } from '#lib/subjects/indicators/kept/kept-tables.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/**
 * The measure of the map, of a place, on each day on which something of the place had changed; null for one that is not
 * kept. @param place as an address writes it @param last ISO day after which nothing is told, on paper of a past day
 */
export async function readEvolution({ url, locals }: Asked, place: string, last?: string) {
	const { measure } = readChoroplethQuery(url.searchParams);
	const { configuration } = await readTerritory();
	if (!isKept(measure.table, measure.column)) return { measure, days: null };
	const asked = { ...measure, territory: configuration.id, place };
	const days = await keptFigures.history(locals.supabase, asked);
	return { measure, days: days.filter(({ day }) => last === undefined || day <= last) };
}
