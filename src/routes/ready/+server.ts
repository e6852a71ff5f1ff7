import { readiness } from '#lib/server/readiness.ts';
import type { RequestHandler } from './$types';

/** 200 where the database answers in time, else 503: whoever shares out requests sends them elsewhere. */
export const GET: RequestHandler = async () => {
	const state = await readiness();
	const headers = { 'cache-control': 'no-store' };
	return state.status === 'ok'
		? Response.json(state, { headers })
		: Response.json(state, { status: 503, headers: { ...headers, 'retry-after': '2' } });
};
