import { fail, type RequestEvent } from '@sveltejs/kit';
import { emptyAlert, readAlertForm } from '#lib/domain/alert-form.ts';
import { longestWatchedSearch } from '#lib/domain/alert.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/words/fault-words.ts';
import { askAlert } from '#lib/server/alerts/ask-alert.ts';
import { criteriaOfAddress } from '#lib/server/leads/asked-search.ts';
import { privacyFacts } from '#lib/server/leads/privacy-facts.ts';
import { newSeal, openPublicForm } from '#lib/server/leads/public-form.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad } from './$types';

async function readSearch(url: URL) {
	const { ask, configuration } = await readTerritory();
	const { criteria, faults } = criteriaOfAddress(url.searchParams, []);
	const { search, names } = await ask.askedSearch(criteria);
	return { search, names, configuration, faults };
}

export const load: PageServerLoad = async ({ url }) => {
	const { search, names, configuration, faults } = await readSearch(url);
	return {
		seal: newSeal(),
		search,
		names,
		/** What the search in the address asked for and cannot have, each in a sentence. */
		faults: faults.map(faultSentence),
		tooLong: search.address.length > longestWatchedSearch,
		typed: emptyAlert,
		privacy: privacyFacts(configuration)
	};
};

async function watch(event: RequestEvent) {
	const { text, refused } = await openPublicForm(event);
	const { typed, faults } = readAlertForm(text);
	const again = { typed, faults, heldBack: refused?.heldBack ?? null, seal: newSeal() };
	if (refused !== null) return fail(refused.status, again);
	if (faults.length > 0) return fail(400, again);
	const { search } = await readSearch(event.url);
	// The page shows no form for it: only a program comes here.
	if (search.address.length > longestWatchedSearch) return fail(400, again);
	const asked = { email: typed.courriel, language: getLocale(), search: search.address };
	if (!(await askAlert(asked, new Date()))) {
		return fail(429, { ...again, heldBack: { kind: 'too-many' as const, wait: 3_600 } });
	}
	return { sent: typed.courriel };
}

export const actions: Actions = { default: watch };
