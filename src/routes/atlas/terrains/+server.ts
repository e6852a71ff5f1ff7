import { readTerritory } from '#lib/server/territory-atlas.ts';
import type { RequestHandler } from './$types';

/**
 * Every published plot by column (`packFeatures` of lib/search), for our own page: about half of the same
 * GeoJSON, gzipped. Others read `/ogc/collections/terrains/items`, which is documented and stays as it is.
 */
export const GET: RequestHandler = async ({ request }) => {
	const { packedPlots, etag } = await readTerritory();
	const headers = { etag, 'cache-control': 'no-cache' };
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	if (known.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(packedPlots, {
		headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }
	});
};
