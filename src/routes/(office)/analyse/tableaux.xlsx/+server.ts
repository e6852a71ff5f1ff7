import { error } from '@sveltejs/kit';
import { writeWorkbook } from '#lib/formats/workbook.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { evolutionModel, evolutionRows } from '#lib/subjects/indicators/panels/evolution-model.ts';
import { finding } from '#lib/subjects/indicators/panels/finding.ts';
import { indicatorRows } from '#lib/subjects/indicators/panels/indicator-cells.ts';
import { howToRead, indicatorTitles } from '#lib/subjects/indicators/panels/indicator-words.ts';
import { attachment, readDashboard } from '../dashboard.server.ts';
import { readEvolution } from '../evolution.server.ts';
import { tradeWords } from '../trade-words.ts';
import type { RequestHandler } from './$types';

const evolutionSheet = 'evolution';

/** All tables of a place as one workbook: a first sheet that says what the others are, then one a table. */
export const GET: RequestHandler = async (event) => {
	const { indicators, place, name, today, unknownPlace } = await readDashboard(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const locale = getLocale();
	const { measure, days } = await readEvolution(event, place, today);
	const evolution = evolutionModel(measure, days, tradeWords, locale);
	const contents = [
		[m.analyse_heading({ place: name === '' ? m.analyse_whole_territory() : name }), today],
		[],
		...indicators.map((indicator) => [
			indicatorTitles[indicator.id](),
			indicator.id,
			finding(indicator, tradeWords, locale),
			howToRead[indicator.id]()
		]),
		[
			...[m.analyse_evolution_title(), evolutionSheet],
			...[evolution.finding, m.analyse_evolution_how()]
		]
	];
	const file = await writeWorkbook([
		{ name: m.analyse_sheet_contents(), rows: contents },
		...indicators.map((indicator) => ({
			name: indicator.id,
			rows: indicatorRows(indicator, tradeWords)
		})),
		{ name: evolutionSheet, rows: evolutionRows(evolution) }
	]);
	return new Response(file, {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			...attachment('tableaux', place, 'xlsx')
		}
	});
};
