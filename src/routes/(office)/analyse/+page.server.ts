import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { scopeParameterBeside } from '#lib/subjects/indicators/dashboard/scope.ts';
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
	return { ...dashboard, beside, places };
};
