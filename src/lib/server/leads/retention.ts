import { briefs } from '#lib/backend/briefs.ts';
import type { BackendClient } from '#lib/backend/client.ts';

/**
 * Erases the contacts and free texts that are due, every day. Needs a service client.
 * @param today AAAA-MM-JJ
 * @returns how many briefs lost their contact
 */
export function runLeadRetention(client: BackendClient, today: string): Promise<number> {
	return briefs.eraseExpired(client, today);
}
