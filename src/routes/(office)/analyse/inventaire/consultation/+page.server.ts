import { fail, type RequestEvent } from '@sveltejs/kit';
import { consultations } from '#lib/backend/consultation.ts';
import { createServiceClient } from '#lib/backend/client.ts';
import { dayInFrance, isDay } from '#lib/domain/day.ts';
import { readConsulted } from '#lib/domain/consultation.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { writeLinks } from '#lib/server/inventory/consultation-links.ts';
import { requireMember } from '#lib/server/session.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { textOf } from '../../../form-text.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** The EPCI that an account keeps the inventory of, and the one that the address names, or the first. */
async function ownEpci(event: RequestEvent) {
	const member = requireMember(event, 'agent', 'administrateur');
	const { ask } = await readTerritory();
	const { epci } = await ask.placesToAnalyse();
	const own = epci.filter(({ id }) => member.role === 'administrateur' || member.epci.includes(id));
	const asked = event.url.searchParams.get('epci');
	return { own, chosen: own.find(({ id }) => id === asked) ?? own[0] ?? null };
}

export const load: PageServerLoad = async (event) => {
	const { own, chosen } = await ownEpci(event);
	const territory = appBackend().configuration.id;
	const read = chosen
		? await consultations.read(event.locals.supabase, { territory, epci: chosen.id })
		: { decisions: [], consultations: [] };
	return { own, chosen, today: dayInFrance(new Date()), ...read };
};

/** Runs some work for the EPCI of the address; what it refuses comes back with what was typed. */
async function work(
	event: RequestEvent,
	form: FormData,
	act: (epci: { id: string; name: string }) => Promise<string>
) {
	const { chosen } = await ownEpci(event);
	if (chosen === null) return fail(403, { done: null, fault: m.consultation_no_epci(), typed: '' });
	try {
		return { done: await act(chosen), fault: null, typed: '' };
	} catch (fault) {
		const { status, message } = refusalOf(fault);
		return fail(status, { done: null, fault: message, typed: textOf(form, 'personnes') });
	}
}

/** Writes new links to whoever has not answered of a consultation; the sentence that says to how many. */
async function write(
	event: RequestEvent,
	epci: { id: string; name: string },
	consultation: { id: string; closesOn: string; people: readonly string[] }
): Promise<string> {
	const { backend, configuration } = appBackend();
	const count = await writeLinks({
		...{ client: event.locals.supabase, service: createServiceClient(backend), configuration },
		...{ address: siteAddress(), epciName: epci.name, consultation, people: consultation.people }
	});
	return m.consultation_written({ count });
}

async function unanswered(event: RequestEvent, epci: string, id: string) {
	const territory = appBackend().configuration.id;
	const read = await consultations.read(event.locals.supabase, { territory, epci });
	const one = read.consultations.find((each) => each.id === id);
	const people = one?.people.filter(({ answer }) => answer === null).map((each) => each.id) ?? [];
	return { id, closesOn: one?.closesOn ?? '', people };
}

export const actions: Actions = {
	ouvrir: async (event) => {
		const form = await event.request.formData();
		const typed = textOf(form, 'personnes');
		const { people, unread } = readConsulted(typed);
		if (unread !== null) {
			return fail(400, { done: null, fault: m.consultation_unread({ ...unread }), typed });
		}
		return work(event, form, async (epci) => {
			const territory = appBackend().configuration.id;
			const client = event.locals.supabase;
			const { id } = await consultations.open(client, { territory, epci: epci.id, people });
			return write(event, epci, await unanswered(event, epci.id, id));
		});
	},

	relancer: async (event) => {
		const form = await event.request.formData();
		return work(event, form, async (epci) =>
			write(event, epci, await unanswered(event, epci.id, textOf(form, 'consultation')))
		);
	},

	decision: async (event) => {
		const form = await event.request.formData();
		const day = textOf(form, 'jour');
		return work(event, form, async (epci) => {
			const territory = appBackend().configuration.id;
			await consultations.decide(event.locals.supabase, {
				...{ territory, epci: epci.id, act: textOf(form, 'acte') },
				decided: isDay(day) ? day : null
			});
			return m.decision_kept();
		});
	}
};
