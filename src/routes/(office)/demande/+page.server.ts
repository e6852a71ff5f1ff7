import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { emptyBrief } from '#lib/domain/brief-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/words/fault-words.ts';
import { listingRules } from '#lib/domain/territory.ts';
import { criteriaOfAddress } from '#lib/server/leads/asked-search.ts';
import { desksOf } from '#lib/server/leads/brief-desks.ts';
import { leaveBrief } from '#lib/server/leads/leave-brief.ts';
import { privacyFacts } from '#lib/server/leads/privacy-facts.ts';
import { newSeal, readPublicForm } from '#lib/server/leads/public-form.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { briefReference } from '#lib/domain/brief.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the address says that the brief is about. */
async function readSubject(url: URL) {
	const { ask, configuration } = await readTerritory();
	const { criteria, faults } = criteriaOfAddress(url.searchParams, ['terrain']);
	const id = url.searchParams.get('terrain');
	const card = id === null ? null : await ask.card({ collection: 'terrains', id });
	if (id !== null && card === null) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	const [asked, known] = await Promise.all([ask.askedSearch(criteria), ask.epci()]);
	const own = card?.epciSiren;
	const sirens = own == null ? asked.epci : [own];
	const epci = known.filter(({ siren }) => sirens.includes(siren));
	const desks = await desksOf(epci);
	return { configuration, card, search: asked.search, names: asked.names, epci, desks, faults };
}

export const load: PageServerLoad = async ({ url }) => {
	const { configuration, card, search, names, desks, faults } = await readSubject(url);
	const area = search.criteria.areaMinHa ?? card?.areaHa;
	return {
		seal: newSeal(),
		card: card && { id: card.id, name: card.name },
		search: search.address === '' ? null : search,
		names,
		/** What the search in the address asked for and cannot have, each in a sentence. */
		faults: faults.map(faultSentence),
		desks,
		typed: { ...emptyBrief, surface: area == null ? '' : String(area).replace('.', ',') },
		privacy: privacyFacts(configuration),
		answerHours: listingRules(configuration).answerHours
	};
};

async function leave(event: RequestEvent) {
	const form = await readPublicForm(event, 'projet');
	if (form.status !== 200) {
		const { status, ...refusal } = form;
		return fail(status, { ...refusal, seal: newSeal() });
	}
	const { card, search, epci, desks } = await readSubject(event.url);
	const subject = {
		...{ kind: 'projet' as const, card, epci, desks, language: getLocale() },
		search: search.address ? search : null
	};
	const { id } = await leaveBrief(subject, form.brief, new Date());
	const promised = desks.served.length > 0 ? '' : '&delai=non';
	redirect(303, localizeHref(`/demande/merci?numero=${briefReference(id)}${promised}`));
}

export const actions: Actions = { default: leave };
