import type { RequestHandler } from './$types';

/** This process lives and answers; whether its database does is asked at `/ready`. */
export const GET: RequestHandler = () =>
	Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
