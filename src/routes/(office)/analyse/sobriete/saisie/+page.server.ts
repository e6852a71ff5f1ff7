import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { ledger } from '#lib/backend/ledger.ts';
import { planning } from '#lib/backend/planning.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	documentOf,
	envelopeOf,
	guaranteeOf,
	projectOf
} from '#lib/subjects/ledger/ledger-form.ts';
import { m } from '#lib/paraglide/messages.js';
import { textOf } from '../../../form-text.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const { member, supabase } = event.locals;
	const { ask, configuration } = await readTerritory();
	const places = await ask.placesToAnalyse();
	const today = dayInFrance(new Date());
	const facts = await ledger.facts(supabase, { territory: configuration.id, day: today });
	const isMine = (siren: string | null) =>
		member?.role === 'administrateur' || (siren !== null && member?.epci.includes(siren) === true);
	const mine = new Set(
		facts.lines.filter(({ kind, epci }) => kind === 'commune' && isMine(epci)).map(({ id }) => id)
	);
	const wanted = event.url.searchParams.get('projet');
	const projects = facts.projects.filter(
		({ epci, demonstration }) => isMine(epci) && !demonstration
	);
	const project = projects.find(({ id }) => id === wanted) ?? null;
	if (wanted !== null && project === null) error(404, m.refused_ledger_project({ value: wanted }));
	return {
		epci: places.epci.filter(({ id }) => isMine(id)),
		communes: places.communes.filter(({ id }) => mine.has(id)),
		...{ projects, project, today, administers: member?.role === 'administrateur' }
	};
};

/** Writes what a form gives, and brings it back as it was filled in where it is refused. */
async function record(
	{ request, locals }: RequestEvent,
	which: 'enveloppe' | 'projet' | 'garantie' | 'document',
	write: (read: (field: string) => string, territory: string) => Promise<unknown>
) {
	const form = await request.formData();
	const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
	const { configuration } = await readTerritory();
	if (!locals.member) return fail(403, { which, values, sentence: m.ledger_entry_none() });
	try {
		await write((field) => textOf(form, field), configuration.id);
		return { which, values: {}, sentence: null };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { which, values, sentence: message });
	}
}

export const actions: Actions = {
	enveloppe: (event) => {
		requireMember(event, 'agent', 'administrateur');
		return record(event, 'enveloppe', (read, territory) =>
			ledger.recordEnvelope(event.locals.supabase, territory, envelopeOf(read))
		);
	},
	projet: (event) => {
		requireMember(event, 'agent', 'administrateur');
		return record(event, 'projet', (read, territory) =>
			ledger.recordProject(event.locals.supabase, territory, projectOf(read))
		);
	},
	document: (event) => {
		requireMember(event, 'agent', 'administrateur');
		return record(event, 'document', (read, territory) =>
			planning.recordDocument(event.locals.supabase, territory, documentOf(read))
		);
	},
	garantie: (event) => {
		requireMember(event, 'agent', 'administrateur');
		return record(event, 'garantie', (read, territory) =>
			ledger.recordGuarantee(event.locals.supabase, territory, guaranteeOf(read))
		);
	}
};
