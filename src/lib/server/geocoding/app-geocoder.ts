import type { RequestEvent } from '@sveltejs/kit';
import { setting } from '#env';
import { RateLimit } from '#lib/server/rate-limit.ts';
import { visitorKey } from '#lib/server/visitor-key.ts';
import { Geocoder } from './geocoder.ts';

/** Somebody who types asks a few times a second at most. */
const visits = new RateLimit({ attempts: 90, window: 60_000 });

let geocoder: Geocoder | undefined;

/** The geocoder of this process: what one visitor was answered, others are too. */
export function appGeocoder(): Geocoder {
	const address = setting('FORGETERRE_GEOCODING_URL');
	return (geocoder ??= new Geocoder({ address: address === 'off' ? null : address }));
}

/** Seconds that a visitor must wait before asking for another place; 0 when none. */
export function waitForPlaces(visit: Pick<RequestEvent, 'getClientAddress'>): number {
	return visits.take(visitorKey(visit));
}
