import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { BackendClient } from '#lib/backend/client.ts';
import { inventory, type DueUnit } from '#lib/backend/inventory.ts';
import { unitEvidence } from '#lib/backend/unit-evidence.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { vacancyInterval } from '#lib/domain/vacancy.ts';
import { readPosition, Visit } from '#lib/domain/visit.ts';
import { m } from '#lib/paraglide/messages.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { readingOf } from '#lib/server/intake/reading-of.ts';
import { keepVisit } from '#lib/server/inventory/keep-visit.ts';
import { pieceStore } from '#lib/server/listing/piece-store.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { firstOf } from '#lib/subjects/inventory/inventory-query.ts';
import { textOf } from '../../../form-text.ts';
import { largeForm } from '../../../large-form.server.ts';
import { refusalOf } from '../../../refusal.ts';
import { photoOf } from './sent-photo.ts';
import type { Actions, PageServerLoad } from './$types';

/** Units of one list: more than a day of visits. */
const unitsAtOnce = 60;

/**
 * The unit that an address names: one of the list, which then comes first, or any other of the account's EPCI, whose
 * state is known and may have changed since.
 */
async function namedUnit(
	client: BackendClient,
	{ territory, unit, due }: { territory: string; unit: string | null; due: readonly DueUnit[] }
) {
	const listed = due.find(({ id }) => id === unit) ?? null;
	if (unit === null || listed !== null) return { listed, known: null, unknown: null };
	try {
		const { id, siteName } = await unitEvidence.read(client, { territory, unit });
		return { listed, known: { id, siteName }, unknown: null };
	} catch (fault) {
		return { listed, known: null, unknown: refusalOf(fault).message };
	}
}

export const load: PageServerLoad = async (event) => {
	const member = requireMember(event, 'agent', 'administrateur');
	const { configuration } = await readTerritory();
	const { supabase } = event.locals;
	const today = dayInFrance(new Date());
	const year = Number(today.slice(0, 4)) + 1;
	const query = { territory: configuration.id, day: firstOf(year) };
	const [due, { lines }] = await Promise.all([
		inventory.worklist(supabase, query),
		inventory.figures(supabase, { territory: configuration.id, days: [query.day] })
	]);
	const own = lines.filter(
		({ kind, id }) =>
			kind === 'epci' && (member.role === 'administrateur' || member.epci.includes(id))
	);
	const sum = (name: 'units' | 'vacant' | 'unknown') =>
		own.reduce((total, line) => total + line[name], 0);
	const unit = event.url.searchParams.get('unite');
	const { listed, known, unknown } = await namedUnit(supabase, {
		...{ territory: configuration.id, unit, due }
	});
	const others = due.filter(({ id }) => id !== listed?.id);
	return {
		...{ today, year, account: member.userId, visit: crypto.randomUUID() },
		/** ISO instant of the list, for a page that is opened again without a network. */
		readAt: new Date().toISOString(),
		due: [...(listed ? [listed] : []), ...others].slice(0, unitsAtOnce),
		count: due.length,
		/** Bounds, in %, of the rate of the account's EPCI; null without units. */
		interval: vacancyInterval(sum('units'), sum('vacant'), sum('unknown')),
		/** The unit whose form stands open. */
		open: listed?.id ?? null,
		/** A unit that was named and is on no list, or why what was named is none. */
		...{ known, unknown }
	};
};

export const actions: Actions = {
	/** The form where no script keeps it. */
	default: async (event) => {
		requireMember(event, 'agent', 'administrateur');
		const form = await largeForm(event.request);
		const written = textOf(form, 'position').trim();
		const position = readPosition(written);
		if (written !== '' && position === null) {
			return fail(400, { sentence: m.refused_visit_position({ value: written }) });
		}
		const { backend, configuration } = appBackend();
		const read = v.safeParse(Visit, {
			...{ id: textOf(form, 'id'), unit: textOf(form, 'unite') },
			position: position && { ...position, precision: null },
			said: textOf(form, 'constat'),
			...{ seen: textOf(form, 'jour'), since: textOf(form, 'depuis') || null },
			note: textOf(form, 'remarque')
		});
		if (!read.success) {
			const [issue] = read.issues;
			const field = v.getDotPath(issue) ?? '–';
			return fail(400, { sentence: m.visit_unread({ field, value: issue.received }) });
		}
		try {
			await keepVisit({
				...{ client: event.locals.supabase, store: pieceStore(backend), visit: read.output },
				...{ territory: configuration.id, photo: photoOf(form), reading: readingOf(event) }
			});
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { sentence: message });
		}
		return { sentence: null };
	}
};
