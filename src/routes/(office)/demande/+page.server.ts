import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { emptyBrief } from '#lib/domain/brief-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { faultSentence } from '#lib/panels/fault-sentence.ts';
import { listingRules } from '#lib/domain/territory.ts';
import { criteriaOfAddress, runSearch } from '#lib/server/leads/asked-search.ts';
import { findCard, searchedEpci } from '#lib/server/leads/concerned-epci.ts';
import { leaveBrief } from '#lib/server/leads/leave-brief.ts';
import { placeNames } from '#lib/server/leads/place-names.ts';
import { privacyFacts } from '#lib/server/leads/privacy-facts.ts';
import { newSeal, readPublicForm } from '#lib/server/leads/public-form.ts';
import { readTerritory } from '#lib/server/territory-atlas.ts';
import { briefReference } from '#lib/domain/brief.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the address says that the brief is about. */
async function readSubject(url: URL) {
	const { atlas, configuration } = await readTerritory();
	const { criteria, faults } = criteriaOfAddress(url.searchParams, ['terrain']);
	if (faults.length > 0) error(400, faults.map(faultSentence).join(' '));
	const id = url.searchParams.get('terrain');
	const card = id === null ? null : findCard(atlas, 'terrains', id);
	if (id !== null && card === null) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	const search = runSearch(atlas, criteria);
	const own = card?.epciSiren;
	const sirens = own == null ? searchedEpci(atlas, criteria) : [own];
	const epci = atlas.epci.filter(({ siren }) => sirens.includes(siren));
	return { atlas, configuration, card, search, epci };
}

export const load: PageServerLoad = async ({ url }) => {
	const { atlas, configuration, card, search, epci } = await readSubject(url);
	const area = search.criteria.areaMinHa ?? card?.areaHa;
	return {
		seal: newSeal(),
		card: card && { id: card.id, name: card.name },
		search: search.address === '' ? null : search,
		names: placeNames(atlas, search.criteria),
		recipients: epci.map(({ name }) => name),
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
	const { card, search, epci } = await readSubject(event.url);
	const subject = {
		...{ kind: 'projet' as const, card, epci, language: getLocale() },
		search: search.address ? search : null
	};
	const { id } = await leaveBrief(subject, form.brief, new Date());
	redirect(303, localizeHref(`/demande/merci?numero=${briefReference(id)}`));
}

export const actions: Actions = { default: leave };
