import { fail } from '@sveltejs/kit';
import { inventory } from '#lib/backend/inventory.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { EvidenceSaid } from '#lib/domain/inventory.ts';
import { vacancyInterval } from '#lib/domain/vacancy.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { firstOf } from '#lib/subjects/inventory/inventory-query.ts';
import { textOf } from '../../../form-text.ts';
import { refusalOf } from '../../../refusal.ts';
import type { Actions, PageServerLoad } from './$types';

/** Units of one list: more than a day of visits. */
const unitsAtOnce = 60;

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
	const asked = event.url.searchParams.get('unite');
	return {
		...{ today, year, account: member.userId, visit: crypto.randomUUID() },
		due: due.slice(0, unitsAtOnce),
		count: due.length,
		/** Bounds, in %, of the rate of the account's EPCI; null without units. */
		interval: vacancyInterval(sum('units'), sum('vacant'), sum('unknown')),
		/** The unit whose form stands open. */
		open: due.find(({ id }) => id === asked)?.id ?? null
	};
};

export const actions: Actions = {
	/** The form where no script keeps it. */
	default: async (event) => {
		requireMember(event, 'agent', 'administrateur');
		const form = await event.request.formData();
		const { configuration } = await readTerritory();
		try {
			await inventory.recordVisit(event.locals.supabase, configuration.id, {
				...{ id: textOf(form, 'id'), unit: textOf(form, 'unite'), position: null },
				said: textOf(form, 'constat') as EvidenceSaid,
				...{ seen: textOf(form, 'jour'), since: textOf(form, 'depuis') || null },
				note: textOf(form, 'remarque')
			});
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { sentence: message });
		}
		return { sentence: null };
	}
};
