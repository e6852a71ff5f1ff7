import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { briefs } from '#lib/backend/briefs.ts';
import { clockOf } from '#lib/domain/brief.ts';
import { m } from '#lib/paraglide/messages.js';
import { keptCriteria } from '#lib/server/leads/asked-search.ts';
import { announceAssignment } from '#lib/server/leads/lead-mails.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad } from './$types';
import { refusalOf } from '../../../refusal.ts';
import { briefId } from './brief-id.server.ts';

export const load: PageServerLoad = async (event) => {
	const member = requireMember(event, 'agent', 'administrateur');
	const id = briefId(event.params.id);
	const { supabase } = event.locals;
	const [brief, { ask }] = await Promise.all([briefs.one(supabase, id), readTerritory()]);
	if (brief === null) error(404, m.lead_unknown({ id }));
	const criteria = brief.criteria && keptCriteria(brief.criteria);
	const { collection, objectId } = brief;
	const [epci, asked, card] = await Promise.all([
		ask.epci(),
		criteria && ask.askedSearch(criteria),
		collection !== null && objectId !== null ? ask.card({ collection, id: objectId }) : null
	]);
	return {
		brief,
		clock: clockOf(brief, new Date()),
		search: asked && asked.search,
		names: asked?.names ?? {},
		epciNames: brief.epci.map((siren) => epci.find((one) => one.siren === siren)?.name ?? siren),
		cardStands: card !== null,
		colleagues: await briefs.colleagues(supabase, id),
		self: member.userId
	};
};

/** Runs one change; a refusal comes back as a sentence, with what was typed. */
async function change(
	event: RequestEvent<{ id: string }>,
	work: (form: { text: (name: string) => string; id: string; version: number }) => Promise<unknown>
) {
	requireMember(event, 'agent', 'administrateur');
	const data = await event.request.formData();
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	try {
		await work({ text, id: briefId(event.params.id), version: Number(text('version')) || 0 });
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, {
			sentence: message,
			texte: text('texte'),
			etat: text('etat')
		});
	}
	return { done: true as const };
}

const assign = (event: RequestEvent<{ id: string }>) =>
	change(event, async ({ text, id, version }) => {
		const to = text('a');
		const { email } = await briefs.assign(event.locals.supabase, { id, version }, to || null);
		const { member } = event.locals;
		if (email === null || to === member?.userId) return;
		const { configuration } = await readTerritory();
		const by = member?.name ?? member?.email ?? '';
		await announceAssignment({ id, territory: configuration.name, by }, email);
	});

export const actions: Actions = {
	attribuer: assign,
	note: (event) =>
		change(event, ({ text, id, version }) =>
			briefs.note(
				event.locals.supabase,
				{ id, version },
				{ text: text('texte'), answered: text('reponse') === 'oui' }
			)
		),
	etat: (event) =>
		change(event, ({ text, id, version }) =>
			briefs.setState(
				event.locals.supabase,
				{ id, version },
				{ state: text('etat'), reason: text('motif') || null, text: text('texte') }
			)
		),
	effacer: (event) =>
		change(event, ({ id, version }) => briefs.erase(event.locals.supabase, { id, version }))
};
