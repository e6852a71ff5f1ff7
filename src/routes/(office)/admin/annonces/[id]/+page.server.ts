import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { decisions, reviews } from '#lib/backend/checking.ts';
import { listings } from '#lib/backend/listings.ts';
import { remarksOn } from '#lib/domain/listing-remark.ts';
import { listingRules } from '#lib/domain/territory.ts';
import { tellOwner } from '#lib/server/checking/decision-mails.ts';
import { allFields, correctionOf } from '#lib/server/checking/read-correction.ts';
import { versionOf } from '#lib/server/listing/read-step.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';
import { refusalOf } from '../../../refusal.ts';

type Visit = RequestEvent<RouteParams>;

/** What the database refuses to show is a page that is not there, for the reason that it gives. */
async function orNotFound<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (fault) {
		error(404, refusalOf(fault).message);
	}
}

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const client = event.locals.supabase;
	const { id } = event.params;
	const listing = await orNotFound(listings.get(client, id));
	const former = listing.historique.find(({ action }) => action === 'publiée');
	const asked = Number(event.url.searchParams.get('version') ?? '0');
	const [facts, published, viewed, { ask, configuration }] = await Promise.all([
		reviews.facts(client, id),
		former ? reviews.version(client, id, former.version_id) : null,
		asked > 0 ? orNotFound(reviews.version(client, id, asked)) : null,
		readTerritory()
	]);
	return {
		listing,
		published,
		viewed,
		owner: facts.owner,
		remarks: remarksOn(listing, facts, listingRules(configuration).priceRange),
		others: await ask.surroundings({ listing, published: published?.geometry ?? null })
	};
};

type Decision = 'publish' | 'ask' | 'refuse' | 'unpublish';
type Decide = (at: { listing: string; version: number; word: string }) => Promise<unknown>;

/** Decides, then tells the owner; a word that is asked for is checked first, and kept when anything fails. */
async function decide(event: Visit, action: Decision, needsWord: boolean, work: Decide) {
	requireMember(event, 'agent', 'administrateur');
	const form = await event.request.formData();
	const given = form.get('word');
	const word = typeof given === 'string' ? given.trim() : '';
	if (needsWord && (word.length < 1 || word.length > 2000))
		return fail(400, { action, word, wordLength: word.length });
	try {
		await work({ listing: event.params.id, version: versionOf(form), word });
	} catch (fault) {
		const refusal = refusalOf(fault);
		return fail(refusal.status, { action, word, refusal });
	}
	await tellOwner(event.params.id);
	return { done: action };
}

export const actions: Actions = {
	publish: (event) =>
		decide(event, 'publish', false, (at) => decisions.publish(event.locals.supabase, at)),

	ask: (event) =>
		decide(event, 'ask', true, ({ word: message, ...at }) =>
			decisions.requestChange(event.locals.supabase, { ...at, message })
		),

	refuse: (event) =>
		decide(event, 'refuse', true, ({ word: reason, ...at }) =>
			decisions.refuse(event.locals.supabase, { ...at, reason })
		),

	unpublish: (event) =>
		decide(event, 'unpublish', true, ({ word: reason, ...at }) =>
			decisions.unpublish(event.locals.supabase, { ...at, reason })
		),

	save: async (event) => {
		requireMember(event, 'agent', 'administrateur');
		const form = await event.request.formData();
		const { values, ...correction } = correctionOf(allFields, form);
		if (Object.keys(correction.faults).length > 0)
			return fail(400, { action: 'save' as const, correction });
		try {
			const at = { listing: event.params.id, version: versionOf(form) };
			await listings.save(event.locals.supabase, { ...at, values });
			return { done: 'save' as const };
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { action: 'save' as const, correction, refusal });
		}
	},

	restore: async (event) => {
		requireMember(event, 'agent', 'administrateur');
		const form = await event.request.formData();
		try {
			await reviews.restore(event.locals.supabase, {
				listing: event.params.id,
				version: versionOf(form),
				versionId: Number(form.get('versionId'))
			});
			return { done: 'restore' as const };
		} catch (fault) {
			const refusal = refusalOf(fault);
			return fail(refusal.status, { action: 'restore' as const, refusal });
		}
	}
};
