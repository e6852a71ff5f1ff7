import type { RequestEvent } from '@sveltejs/kit';
import { setting } from '#env';
import { RateLimit } from '#lib/server/rate-limit.ts';
import { visitorKey } from '#lib/server/visitor-key.ts';
import { DriveAreas } from './drive-areas.ts';

/** The service admits five questions a second of us all; a visitor tries a few places. */
const visits = new RateLimit({ attempts: 30, window: 60_000 });

let areas: DriveAreas | undefined;

/** The drive areas of this process: what one visitor was answered, others are too. */
export function appDriveAreas(): DriveAreas {
	const address = setting('FORGETERRE_ISOCHRONE_URL');
	return (areas ??= new DriveAreas({ address: address === 'off' ? null : address }));
}

/** Seconds that a visitor must wait before asking for another area; 0 when none. */
export function waitForDrive(visit: Pick<RequestEvent, 'getClientAddress'>): number {
	return visits.take(visitorKey(visit));
}
