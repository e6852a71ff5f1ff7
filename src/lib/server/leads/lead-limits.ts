import type { RequestEvent } from '@sveltejs/kit';
import { RateLimit } from '#lib/server/rate-limit.ts';
import { ownKey, visitorKey } from '#lib/server/visitor-key.ts';

const minute = 60_000;

/** Forms sent from one address; a typing error sent again counts too. */
const forms = new RateLimit({ attempts: 20, window: 10 * minute });
/** Acknowledgments to one e-mail address: nobody's box is filled through us. */
const acknowledgments = new RateLimit({ attempts: 3, window: 60 * minute });
/** Searches counted from one address. */
const searches = new RateLimit({ attempts: 60, window: 10 * minute });

type Visit = Pick<RequestEvent, 'getClientAddress'>;

/** Seconds that a visitor must wait before another form is taken; 0 when none. */
export function waitForForm(visit: Visit): number {
	return forms.take(visitorKey(visit));
}

/** Whether an acknowledgment may go to an e-mail address. */
export function mayAcknowledge(email: string): boolean {
	return acknowledgments.take(ownKey(email.toLowerCase())) === 0;
}

/** Whether another search of a visitor is counted. */
export function mayCountSearch(visit: Visit): boolean {
	return searches.take(visitorKey(visit)) === 0;
}
