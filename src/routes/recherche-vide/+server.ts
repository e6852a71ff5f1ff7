import type { RequestHandler } from './$types';
import { mayCountSearch } from '#lib/server/leads/lead-limits.ts';
import { countMissedSearch } from '#lib/server/leads/missed-search.ts';
import { readSmallBody } from '#lib/server/leads/small-body.ts';

/** A drawn area of 2,000 vertices, written out. */
const largestBody = 64 * 1024;

/**
 * The map tells that a search found nothing: the query of its address, as text. It is counted if it is so, and
 * nothing is answered. No cookie is read, no address kept.
 */
export const POST: RequestHandler = async (event) => {
	const { request, url } = event;
	// Pages of ours only: a browser says where it comes from, others need not be counted.
	if (request.headers.get('origin') !== url.origin) return new Response(null, { status: 403 });
	const body = await readSmallBody(request, largestBody);
	if (body === null) return new Response(null, { status: 413 });
	if (!mayCountSearch(event)) return new Response(null, { status: 429 });
	const query = new TextDecoder().decode(body);
	return new Response(null, { status: (await countMissedSearch(query, new Date())) ? 204 : 202 });
};
