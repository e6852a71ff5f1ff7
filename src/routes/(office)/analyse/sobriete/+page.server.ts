import { redirect } from '@sveltejs/kit';
import { mostScenarios } from '#lib/subjects/ledger/scenario.ts';
import { ledgerHref, readLedger, readPlots, scenarioParameters } from './ledger.server.ts';
import { drawPlotMap } from './plot-map.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const read = await readLedger(event);
	const { query, place, placeText, dayText } = read;
	const { name, ticked, scenarios } = query;
	const others = scenarios.filter((one) => one.name !== name);
	// Named and ticked, they are a scenario of the address: what a link then says is all there is.
	if (name !== '' && ticked.length > 0 && others.length < mostScenarios) {
		const added = [...others, { name, plots: ticked }];
		redirect(303, `${ledgerHref(placeText, dayText, scenarioParameters(added))}#scenarios`);
	}
	const { free, costs } = await readPlots(place, ticked, scenarios);
	const kept = scenarioParameters(scenarios);
	const plotMap = await drawPlotMap({ place, placeText, dayText, kept, free });
	const role = event.locals.member?.role;
	return {
		...read,
		...{ free, costs, plotMap },
		/** Agents keep the ledger of their EPCI. */
		agent: role === 'agent' || role === 'administrateur',
		nameless: name !== '' && ticked.length === 0,
		tooMany: name !== '' && ticked.length > 0 ? name : null
	};
};
