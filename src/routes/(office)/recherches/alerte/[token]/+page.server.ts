import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { faultSentence } from '#lib/words/fault-words.ts';
import { criteriaOfAddress } from '#lib/server/leads/asked-search.ts';
import { alertEnd } from '#lib/domain/alert.ts';
import { confirmAlert, endAlert, openAlert } from '#lib/server/alerts/opened-alert.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reading writes nothing: scanners of mail follow every link. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const alert = await openAlert(params.token);
	if (alert === null) return { alert: null };
	const { criteria, faults } = criteriaOfAddress(new URLSearchParams(alert.search), []);
	const { ask } = await readTerritory();
	const { search, names } = await ask.askedSearch(criteria);
	const { email, state, confirmedAt } = alert;
	return {
		alert: { email, state, endsAt: confirmedAt && alertEnd(confirmedAt).toISOString() },
		search,
		names,
		faults: faults.map(faultSentence)
	};
};

export const actions: Actions = {
	confirmer: async ({ params }) => {
		const { ask } = await readTerritory();
		if (!(await confirmAlert(params.token, ask, new Date()))) error(404, m.alert_unknown());
		return { done: 'confirmed' as const };
	},
	terminer: async ({ params }) => {
		// Who ends it twice is told the same: it has ended.
		await endAlert(params.token);
		return { done: 'ended' as const };
	}
};
