import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readDashboard } from './dashboard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { ask } = await readTerritory();
	const [dashboard, places] = await Promise.all([readDashboard(event), ask.placesToAnalyse()]);
	return { ...dashboard, places };
};
