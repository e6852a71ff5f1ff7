import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { alertPath } from '#lib/server/alerts/alert-token.ts';
import { endAlert } from '#lib/server/alerts/opened-alert.ts';
import type { RequestHandler } from './$types';

/** Reading ends nothing: scanners of mail follow every link. */
export const GET: RequestHandler = ({ params }) =>
	redirect(303, localizeHref(alertPath(params.token)));

/** One click in a reader of mail (RFC 8058). Ended before is ended: the reader is told the same. */
export const POST: RequestHandler = async ({ params }) => {
	await endAlert(params.token);
	return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
};
