import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from './account-limits.ts';

/**
 * Parts of the embedded Auth API that anybody may call from outside. What opens accounts or sends mails
 * goes through our pages alone, which answer the same whether an address has an account or not.
 */
const open = {
	GET: /^\/auth\/v1\/(?:user|health|settings|\.well-known\/.*)$/,
	POST: /^\/auth\/v1\/(?:token|verify|logout)$/
};
const guessed = /^\/auth\/v1\/(?:token|verify)$/;

function answer(status: number, code: string, message: string, more: Record<string, string> = {}) {
	return Response.json({ code, message }, { status, headers: more });
}

/** The refusal of a request to the embedded Auth API, or null where it may pass. */
export function refuseAuthRequest(
	event: Pick<RequestEvent, 'getClientAddress' | 'request' | 'url'>,
	secretKey: string
): Response | null {
	const { request, url } = event;
	if (!url.pathname.startsWith('/auth/v1/')) return null;
	if (request.headers.get('apikey') === secretKey) return null;
	const { method } = request;
	// A password and an address change on our pages, which ask for the present password or the mailbox.
	if (!(method === 'GET' || method === 'POST') || !open[method].test(url.pathname)) {
		return answer(403, 'not_offered', 'Les comptes s’ouvrent et se règlent par les pages du site.');
	}
	if (!guessed.test(url.pathname)) return null;
	const wait = attempt(event, 'token', `${event.getClientAddress()} API`);
	if (wait === 0) return null;
	return answer(429, 'over_request_rate_limit', `Trop d’essais : réessayez dans ${wait} s.`, {
		'retry-after': String(wait)
	});
}
