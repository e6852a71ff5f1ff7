import { error } from '@sveltejs/kit';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/** The territory with its plots, 1200 × 630 pixels, for networks that show a link. */
export const GET: RequestHandler = async () => {
	const { ask } = await readTerritory();
	const picture = await ask.picture({ plot: null });
	if (picture === null) error(404, 'Aucun contour du territoire n’est connu.');
	return new Response(new Uint8Array(picture), {
		headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' }
	});
};
