import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { scopeParameterBeside } from '#lib/subjects/indicators/dashboard/scope.ts';
import { readChoroplethModel } from './choropleth.server.ts';
import { readDashboard } from './dashboard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { ask } = await readTerritory();
	const compares = (event.url.searchParams.get(scopeParameterBeside) ?? '') !== '';
	const [dashboard, beside, places] = await Promise.all([
		readDashboard(event),
		compares ? readDashboard(event, scopeParameterBeside) : null,
		ask.placesToAnalyse()
	]);
	const [choropleth, measures] = await Promise.all([
		readChoroplethModel(event, dashboard, true),
		ask.measures()
	]);
	return { ...dashboard, beside, places, choropleth, measures };
};
