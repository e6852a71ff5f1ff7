import { error } from '@sveltejs/kit';
import { createServiceClient } from '#lib/backend/client.ts';
import { freshness } from '#lib/backend/freshness.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readConfirmationToken } from '#lib/server/freshness/confirmation-token.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a link of ours is for, and the service that may look it up. */
function opened(token: string) {
	const { backend } = appBackend();
	const confirmation = readConfirmationToken(token, backend.secretKey);
	if (confirmation === null) error(404, m.confirm_bad_link());
	return { ...confirmation, service: createServiceClient(backend) };
}

/** Reading writes nothing: scanners of mail follow every link. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { listing, seen, service } = opened(params.token);
	const state = await freshness.state(service, listing, seen);
	if (state === null) error(404, m.confirm_bad_link());
	return { listing, state };
};

export const actions: Actions = {
	default: async ({ params }) => {
		const { listing, seen, service } = opened(params.token);
		const today = dayInFrance(new Date());
		return { outcome: await freshness.confirm(service, { listing, seen, today }) };
	}
};
