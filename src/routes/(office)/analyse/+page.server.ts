import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readDashboard } from './dashboard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { ask } = await readTerritory();
	const [dashboard, places] = await Promise.all([readDashboard(url), ask.placesToAnalyse()]);
	return { ...dashboard, places };
};
