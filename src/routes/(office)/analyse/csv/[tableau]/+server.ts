import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { indicatorIds } from '#lib/subjects/indicators/dashboard/indicator.ts';
import { indicatorCsv } from '#lib/subjects/indicators/panels/indicator-csv.ts';
import { attachment, readDashboard } from '../../dashboard.server.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** A table of the dashboard, for a spreadsheet. A place that is none is refused: a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const { indicators, place, unknownPlace } = await readDashboard(event);
	const { params } = event;
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const indicator = indicators.find(({ id }) => id === params.tableau);
	if (!indicator)
		error(
			404,
			m.analyse_table_unknown({ value: params.tableau, expected: indicatorIds.join(', ') })
		);
	return new Response(indicatorCsv(indicator, tradeWords), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(params.tableau, place, 'csv')
		}
	});
};
