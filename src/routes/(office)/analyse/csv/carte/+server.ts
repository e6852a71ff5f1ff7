import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { indicatorCsv } from '#lib/subjects/indicators/panels/indicator-csv.ts';
import { readChoropleth } from '../../choropleth.server.ts';
import { attachment, readPlace } from '../../dashboard.server.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** The figures of the map of areas, for a spreadsheet. What cannot be read is refused: a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const { place, unknownPlace } = await readPlace(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const { figures, query, past } = await readChoropleth(event, place);
	const [unread] = query.unread;
	if (unread) error(400, m.analyse_choropleth_unread(unread));
	if (past?.said === 'today') error(404, m.analyse_choropleth_unkept({ day: past.day }));
	return new Response(indicatorCsv(figures, tradeWords), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(`carte-${query.level}-${query.measure.table}`, place, 'csv')
		}
	});
};
