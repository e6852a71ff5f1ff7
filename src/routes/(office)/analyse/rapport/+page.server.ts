import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { readChoroplethModel } from '../choropleth.server.ts';
import { readDashboard } from '../dashboard.server.ts';
import { readEvolution } from '../evolution.server.ts';
import type { PageServerLoad } from './$types';

/** What a council reads: a place that is none is refused, since paper cannot ask again. */
export const load: PageServerLoad = async (event) => {
	const { unknownPlace, ...dashboard } = await readDashboard(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const choropleth = await readChoroplethModel(event, dashboard.place, true);
	const evolution = await readEvolution(event, dashboard.place, dashboard.today);
	return { ...dashboard, choropleth, evolution, address: `${event.url.origin}/analyse` };
};
