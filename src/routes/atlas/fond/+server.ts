import { groundOf } from '#lib/server/ground/ground.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/** The built-in ground of our own map: borders, seas, roads, railways and towns around, as GeoJSON in degrees. */
export const GET: RequestHandler = async () => {
	const { ask, configuration } = await readTerritory();
	const bounds = await ask.bounds();
	return new Response(await groundOf(configuration, bounds, () => ask.neighbours()), {
		headers: { 'cache-control': 'no-cache', 'content-type': 'application/geo+json; charset=utf-8' }
	});
};
