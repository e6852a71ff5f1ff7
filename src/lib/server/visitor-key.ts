import type { RequestEvent } from '@sveltejs/kit';
import { appBackend } from './app-backend.ts';
import { addressKey } from './rate-limit.ts';

/** What somebody is counted by: each territory of a process counts its own visitors. */
export const ownKey = (key: string): string => `${appBackend().configuration.id} ${key}`;

/** A visitor of the territory, by their network. */
export function visitorKey(visit: Pick<RequestEvent, 'getClientAddress'>): string {
	return ownKey(addressKey(visit.getClientAddress()));
}
