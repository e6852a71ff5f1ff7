import { onlineMaps } from '#lib/server/ground/online-maps.ts';
import type { RequestHandler } from './$types';

/** The base maps besides the built-in one, as they are at this moment: nothing of it is kept. */
export const GET: RequestHandler = async () =>
	Response.json({ online: await onlineMaps() }, { headers: { 'cache-control': 'no-store' } });
