import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { emptyBrief } from '#lib/domain/brief-form.ts';
import { briefReference, cardCollections, type CardCollection } from '#lib/domain/brief.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { desksOf } from '#lib/server/leads/brief-desks.ts';
import { leaveBrief } from '#lib/server/leads/leave-brief.ts';
import { privacyFacts } from '#lib/server/leads/privacy-facts.ts';
import { newSeal, readPublicForm } from '#lib/server/leads/public-form.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad } from './$types';

function isCollection(name: string): name is CardCollection {
	return (cardCollections as readonly string[]).includes(name);
}

/** The card that `?fiche=<collection>/<id>` names. */
async function readSubject(url: URL) {
	const { ask, configuration } = await readTerritory();
	const named = url.searchParams.get('fiche') ?? '';
	const slash = named.indexOf('/');
	const [collection, id] = [named.slice(0, Math.max(0, slash)), named.slice(slash + 1)];
	const card = isCollection(collection) ? await ask.card({ collection, id }) : null;
	if (card === null) error(404, m.report_unknown({ value: named.slice(0, 120) }));
	const epci = (await ask.epci()).filter(({ siren }) => siren === card.epciSiren);
	return { configuration, card, epci, desks: await desksOf(epci) };
}

export const load: PageServerLoad = async ({ url }) => {
	const { configuration, card, desks } = await readSubject(url);
	return {
		seal: newSeal(),
		card: { collection: card.collection, id: card.id, name: card.name },
		desks,
		typed: emptyBrief,
		privacy: privacyFacts(configuration)
	};
};

async function report(event: RequestEvent) {
	const form = await readPublicForm(event, 'erreur');
	if (form.status !== 200) {
		const { status, ...refusal } = form;
		return fail(status, { ...refusal, seal: newSeal() });
	}
	const { card, epci, desks } = await readSubject(event.url);
	const subject = {
		...{ kind: 'erreur' as const, card, epci, desks, search: null },
		language: getLocale()
	};
	const { id } = await leaveBrief(subject, form.brief, new Date());
	redirect(303, localizeHref(`/demande/merci?genre=erreur&numero=${briefReference(id)}`));
}

export const actions: Actions = { default: report };
