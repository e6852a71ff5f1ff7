import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/** A plot where it lies, 1200 × 630 pixels: `/atlas/apercu/<id>.png`. */
export const GET: RequestHandler = async ({ params }) => {
	const { ask } = await readTerritory();
	const id = params.plot.replace(/\.png$/, '');
	const picture = await ask.picture({ plot: id });
	if (picture === null) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	return new Response(new Uint8Array(picture), {
		headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' }
	});
};
