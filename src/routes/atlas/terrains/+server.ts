import { error } from '@sveltejs/kit';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/**
 * Every published plot by column (`packFeatures` of lib/search), for our own page: about half of the same
 * GeoJSON, gzipped. Others read `/ogc/collections/terrains/items`, which is documented and stays as it is.
 */
export const GET: RequestHandler = async ({ request }) => {
	const { packedPlots, etag, plots } = await readTerritory();
	if (packedPlots === null) error(413, `Trop de terrains pour une page : ${plots}.`);
	const headers = { etag, 'cache-control': 'no-cache' };
	const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
	if (known.includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(Buffer.from(packedPlots), {
		headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }
	});
};
