import { dayInFrance } from '#lib/domain/day.ts';
import { dayParameterBeside } from '#lib/subjects/indicators/kept/day-query.ts';
import { scopeParameter, scopeParameterBeside } from '#lib/subjects/indicators/dashboard/scope.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readChoroplethModel } from './choropleth.server.ts';
import { readDashboard } from './dashboard.server.ts';
import { readEvolution } from './evolution.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { ask } = await readTerritory();
	const asks = (parameter: string) => (event.url.searchParams.get(parameter) ?? '') !== '';
	// Another place, or the same one on another day.
	const place = asks(scopeParameterBeside) ? scopeParameterBeside : scopeParameter;
	const compares = asks(scopeParameterBeside) || asks(dayParameterBeside);
	const [dashboard, beside, places] = await Promise.all([
		readDashboard(event),
		compares ? readDashboard(event, { place, day: dayParameterBeside }) : null,
		ask.placesToAnalyse()
	]);
	const [choropleth, measures, evolution] = await Promise.all([
		readChoroplethModel(event, dashboard.place, true),
		ask.measures(),
		readEvolution(event, dashboard.place)
	]);
	const now = dayInFrance(new Date());
	return { ...dashboard, now, beside, places, choropleth, measures, evolution };
};
