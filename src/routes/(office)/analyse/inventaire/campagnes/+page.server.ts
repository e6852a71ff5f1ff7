import { fail } from '@sveltejs/kit';
import { inventory } from '#lib/backend/inventory.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { firstOf } from '#lib/subjects/inventory/inventory-query.ts';
import { textOf } from '../../../form-text.ts';
import { refusalOf } from '../../../refusal.ts';
import { pairQuery, readChanges } from './changes.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { configuration, ask } = await readTerritory();
	const { locals } = event;
	const campaigns = await inventory.campaigns(locals.supabase, configuration.id);
	const compared = await readChanges(event, campaigns)
		.then((read) => ({ ...read, refused: null }))
		.catch((fault: unknown) => ({
			...{ former: '', later: '', unknown: null, changes: null },
			refused: refusalOf(fault).message
		}));
	const { epci } = await ask.placesToAnalyse();
	const { member } = locals;
	const mine = epci.filter(
		({ id }) =>
			member?.role === 'administrateur' || (member?.role === 'agent' && member.epci.includes(id))
	);
	const year = Number(dayInFrance(new Date()).slice(0, 4));
	return {
		campaigns,
		...compared,
		pair: pairQuery(compared),
		names: Object.fromEntries(epci.map(({ id, name }) => [id, name])),
		/** EPCI that the account freezes campaigns of. */
		mine,
		days: [year + 1, year, year - 1].map(firstOf),
		current: firstOf(year)
	};
};

export const actions: Actions = {
	default: async (event) => {
		requireMember(event, 'agent', 'administrateur');
		const form = await event.request.formData();
		const { configuration } = await readTerritory();
		try {
			const { units } = await inventory.freeze(event.locals.supabase, {
				territory: configuration.id,
				...{ epci: textOf(form, 'epci'), day: textOf(form, 'jour') }
			});
			return { units, sentence: null };
		} catch (fault) {
			const { status, message } = refusalOf(fault);
			return fail(status, { units: 0, sentence: message });
		}
	}
};
