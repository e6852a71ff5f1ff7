import { getLocale } from '#lib/paraglide/runtime.js';
import { indicatorJson } from '#lib/subjects/indicators/panels/indicator-json.ts';
import { readDashboard } from '../../dashboard.server.ts';
import { refusedPlace, refusedTable } from '../../refused-table.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** A table of the dashboard as JSON, at an address that stays. */
export const GET: RequestHandler = async (event) => {
	const { indicators, unknownPlace, ...of } = await readDashboard(event);
	if (unknownPlace !== null) return refusedPlace(unknownPlace);
	const indicator = indicators.find(({ id }) => id === event.params.tableau);
	if (!indicator) return refusedTable(event.params.tableau);
	const { origin } = event.url;
	return Response.json(indicatorJson(indicator, tradeWords, getLocale(), { ...of, origin }));
};
