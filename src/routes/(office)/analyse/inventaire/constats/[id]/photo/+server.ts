import { error } from '@sveltejs/kit';
import { unitEvidence } from '#lib/backend/unit-evidence.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import type { RequestHandler } from './$types';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The photo of a visit, for the agents of the unit's EPCI; to everybody else there is none. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const isAsked = locals.account !== null && uuid.test(params.id);
	const photo = isAsked ? await unitEvidence.photo(locals.supabase, params.id) : null;
	const content = photo && (await pieceStore(appBackend().backend).get(photo.path));
	if (photo === null || content === null) error(404, m.evidence_photo_none());
	return new Response(content, {
		headers: {
			'content-type': photo.type,
			'cache-control': 'private, no-store',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff'
		}
	});
};
