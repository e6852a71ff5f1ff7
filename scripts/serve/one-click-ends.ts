import type { Handler } from './listen.ts';

/** `/recherches/alerte/<token>/fin`, in whatever language. */
const ending = /^(?:\/[a-z]{2})?\/recherches\/alerte\/[\w-]+\/fin$/;

/**
 * Lets the one-click end of a mail reach its page (RFC 8058): the reader's provider sends a form without an origin,
 * which SvelteKit refuses as one of another site. The token in the address says everything, so that neither the form
 * nor a session goes with it.
 */
export function oneClickEnds(handler: Handler): Handler {
	return (request, response) => {
		if (request.method === 'POST' && ending.test(request.url ?? '')) {
			request.headers['content-type'] = 'application/octet-stream';
			delete request.headers.cookie;
		}
		handler(request, response);
	};
}
