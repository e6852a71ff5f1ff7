import { error } from '@sveltejs/kit';
import { plotGround } from '#lib/backend/net-area.ts';
import { m } from '#lib/paraglide/messages.js';
import { plotName } from '#lib/search/list-page.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import { countedGround, hasFault, readNetArea } from '#lib/subjects/fit/net-area-query.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { id }, url }) => {
	const { client, configuration } = appBackend();
	const { ask } = await readTerritory();
	const [card, rules] = await Promise.all([
		ask.plotCard({ id }),
		plotGround(client, configuration.id, id, true)
	]);
	if (card === null || rules === null) error(404, m.record_unknown({ kind: m.kind_plot(), id }));
	const { plot } = card.placed;
	const query = readBuilding((parameter) => url.searchParams.get(parameter), rules.setback);
	const { building } = query;
	const askedRules = readNetArea(url.searchParams, rules.setback);
	const { areaHa, communeName, provenance, offer } = plot;
	const isTested = building !== null && offer !== 'Local' && !hasFault(askedRules);
	return {
		plot: { id, name: plotName(plot), areaHa, communeName, provenance, offer },
		rules,
		query,
		askedRules,
		verdict: isTested
			? await testInThread({ plot: countedGround(rules, askedRules), building })
			: null
	};
};
