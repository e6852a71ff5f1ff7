import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { reviews } from '#lib/backend/checking.ts';
import { listings } from '#lib/backend/listings.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { tellAgents } from '#lib/server/checking/decision-mails.ts';
import { versionOf } from '#lib/server/listing/read-step.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad } from './$types';
import { listingPath } from '../../listing-path.ts';
import { refusalOf } from '../../../refusal.ts';

export const load: PageServerLoad = async ({ parent }) => {
	const [{ listing }, { ask }] = await Promise.all([parent(), readTerritory()]);
	const today = dayInFrance(new Date());
	return { placed: await ask.previewPlot({ listing, today }) };
};

type Event = RequestEvent<{ id: string }>;
type Decision = (
	client: App.Locals['supabase'],
	at: { listing: string; version: number },
	form: FormData
) => Promise<Listing>;

async function decide(event: Event, decision: Decision) {
	requireMember(event);
	const form = await event.request.formData();
	try {
		const at = { listing: event.params.id, version: versionOf(form) };
		await decision(event.locals.supabase, at, form);
	} catch (fault) {
		const refusal = refusalOf(fault);
		return fail(refusal.status, { refusal });
	}
	redirect(303, listingPath(event.params.id, 'apercu'));
}

export const actions: Actions = {
	soumettre: (event) =>
		decide(event, async (client, at) => {
			const listing = await listings.submit(client, at);
			await tellAgents(listing.annonce_id);
			return listing;
		}),
	retirer: (event) => decide(event, listings.withdraw),
	retablir: (event) =>
		decide(event, (client, at, form) =>
			reviews.restore(client, { ...at, versionId: Number(form.get('versionId')) })
		)
};
