import { error } from '@sveltejs/kit';
import { pieces } from '#lib/backend/listings.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import type { RequestHandler } from './$types';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A photo (`?vignette` for its thumbnail) or a document, where row-level security lets the visitor see its row.
 * A piece never changes: what is public may be kept, though not so long that a withdrawal goes unseen.
 */
export const GET: RequestHandler = async ({ params, url, locals, request }) => {
	const { piece } = params;
	const file = uuid.test(piece) ? await pieces.file(locals.supabase, piece) : null;
	if (file === null) error(404, m.listing_unknown_piece());
	const small = url.searchParams.has('vignette') && file.vignette !== null;
	const tag = `"${piece}${small ? '-vignette' : ''}"`;
	const headers = new Headers({
		etag: tag,
		'cache-control': file.publique ? 'public, max-age=3600' : 'private, no-store',
		'content-type': file.type_mime,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
		'content-disposition': disposition(file.genre, file.nom)
	});
	if (request.headers.get('if-none-match') === tag)
		return new Response(null, { status: 304, headers });
	const content = await pieceStore(appBackend().backend).get(
		small && file.vignette !== null ? file.vignette : file.chemin
	);
	if (content === null) error(404, m.listing_unknown_piece());
	return new Response(content, { headers });
};

/** A document is kept, never opened in our pages; its name is for the visitor's disk (RFC 6266). */
function disposition(kind: 'photo' | 'document', name: string): string {
	const way = kind === 'document' ? 'attachment' : 'inline';
	return `${way}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '_')}`;
}
