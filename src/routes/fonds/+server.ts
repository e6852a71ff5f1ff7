import { onlineMaps } from '#lib/server/ground/online-maps.ts';
import { ownBaseMap } from '#lib/server/ground/own-base-map.ts';
import type { RequestHandler } from './$types';

/** The base maps besides the built-in one, as they are at this moment: nothing of it is kept. */
export const GET: RequestHandler = async () => {
	const [online, own] = await Promise.all([onlineMaps(), ownBaseMap()]);
	return Response.json(
		{ online, own: own && { attribution: own.attribution } },
		{ headers: { 'cache-control': 'no-store' } }
	);
};
