import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { briefs } from '#lib/backend/briefs.ts';
import { mostProposed } from '#lib/domain/brief.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { readPlotList } from '#lib/search/plot-list-address.ts';
import { keptCriteria } from '#lib/server/leads/asked-search.ts';
import { proposalLetter } from '#lib/server/leads/proposal-letter.ts';
import { wakeDelivery } from '#lib/server/mail/delivery.ts';
import { requireMember } from '#lib/server/session.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { refusalOf } from '../../../../refusal.ts';
import { briefId } from '../brief-id.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The brief, while there is somebody to answer; what its search finds, and the plots that the address names. */
async function readChoice(event: RequestEvent<{ id: string }>) {
	const member = requireMember(event, 'agent', 'administrateur');
	const id = briefId(event.params.id);
	const brief = await briefs.one(event.locals.supabase, id);
	if (brief?.kind !== 'projet') error(404, m.lead_unknown({ id }));
	const { ask, configuration } = await readTerritory();
	const named = readPlotList(event.url.searchParams);
	const criteria = brief.criteria && keptCriteria(brief.criteria);
	const choice = await ask.proposable({ criteria, named });
	return { brief, member, choice, named, ask, configuration };
}

export const load: PageServerLoad = async (event) => {
	const { brief, choice, named } = await readChoice(event);
	return { brief, choice, named, most: mostProposed };
};

export const actions: Actions = {
	default: async (event) => {
		const { brief, member, choice, ask, configuration } = await readChoice(event);
		const form = await event.request.formData();
		const typed = form.get('texte');
		const text = typeof typed === 'string' ? typed.trim() : '';
		const plots = form.getAll('terrain').filter((one) => typeof one === 'string');
		const search = form.get('lien') === 'recherche' ? (choice.search ?? '') : null;
		const again = { text, plots, asSearch: search !== null };
		const chosen = search === null ? plots : [];
		if (search === null && (chosen.length === 0 || chosen.length > mostProposed)) {
			return fail(400, { ...again, sentence: m.proposal_count({ most: mostProposed }) });
		}
		const { found } = await ask.proposable({ criteria: null, named: chosen });
		const mail = proposalLetter({
			brief,
			to: brief.contact?.email ?? '',
			text,
			offered: search === null ? { plots: found } : { search },
			agent: { name: member.name ?? member.email, email: member.email },
			territory: configuration,
			address: siteAddress()
		});
		try {
			const version = Number(form.get('version')) || 0;
			const at = { id: brief.id, version };
			await briefs.propose(event.locals.supabase, at, { plots: chosen, text, mail });
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { ...again, sentence: message });
		}
		wakeDelivery(configuration.id);
		redirect(303, localizeHref(`/admin/demandes/${brief.id}?proposition=envoyee`));
	}
};
