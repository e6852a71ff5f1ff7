import { dayInFrance } from '#lib/domain/day.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { everything } from '#lib/server/export/everything.ts';
import { zipStream } from '#lib/server/export/zip-stream.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { requireMember } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	requireMember(event, 'administrateur');
	const { backend, configuration } = appBackend();
	const files = everything(event.locals.supabase, pieceStore(backend), configuration.id);
	const name = `${configuration.id}-${dayInFrance(new Date())}.zip`;
	return new Response(zipStream(files), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'private, no-store'
		}
	});
};
