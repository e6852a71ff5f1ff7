import { error, redirect } from '@sveltejs/kit';
import { plotPieces } from '#lib/backend/checking.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import type { RequestHandler } from './$types';

/** The thumbnail of a published plot's first photo; 404 where it has none. */
export const GET: RequestHandler = async ({ params, setHeaders }) => {
	const { client, configuration } = appBackend();
	const pieces = await plotPieces(client, configuration.id, params.id);
	const photo = pieces.find(({ genre }) => genre === 'photo');
	if (photo === undefined) error(404, m.listing_unknown_piece());
	setHeaders({ 'cache-control': 'public, max-age=300' });
	redirect(302, `/media/${photo.piece_id}?vignette`);
};
