import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { evolutionModel, evolutionRows } from '#lib/subjects/indicators/panels/evolution-model.ts';
import { rowsCsv } from '#lib/subjects/indicators/panels/indicator-csv.ts';
import { attachment, readPlace } from '../../dashboard.server.ts';
import { readEvolution } from '../../evolution.server.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** The measure of the map day after day, for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const { place, unknownPlace } = await readPlace(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const { measure, days } = await readEvolution(event, place);
	const model = evolutionModel(measure, days, tradeWords, getLocale());
	return new Response(rowsCsv(evolutionRows(model)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(`evolution-${measure.table}`, place, 'csv')
		}
	});
};
