import { error } from '@sveltejs/kit';
import type { Block } from '#lib/documents/printed-document.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { siteAddress } from '#lib/server/site-address.ts';
import { choroplethBlocks } from '#lib/subjects/indicators/panels/choropleth-blocks.ts';
import {
	evolutionBlocks,
	evolutionModel
} from '#lib/subjects/indicators/panels/evolution-model.ts';
import { indicatorBlocks } from '#lib/subjects/indicators/panels/report-blocks.ts';
import { formatDate } from '#lib/ui/format.ts';
import { pdfResponse, printedDocument } from '../../../printed.server.ts';
import { readChoroplethModel } from '../../choropleth.server.ts';
import { readDashboard } from '../../dashboard.server.ts';
import { readEvolution } from '../../evolution.server.ts';
import { tradeWords } from '../../trade-words.ts';
import type { RequestHandler } from './$types';

/** The dashboard of a place for a council, as PDF/UA-1: the same figures as its page. */
export const GET: RequestHandler = async (event) => {
	const { unknownPlace, indicators, name, place, today } = await readDashboard(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const locale = getLocale();
	const where = name === '' ? m.analyse_whole_territory() : name;
	const title = `${m.analyse_report_title()}, ${where}`;
	const areas = await readChoroplethModel(event, place, false);
	const { measure, days } = await readEvolution(event, place, today);
	const evolution = evolutionModel(measure, days, tradeWords, locale);
	const blocks: Block[] = [
		{ kind: 'heading', level: 1, text: m.analyse_report_title() },
		{ kind: 'text', tone: 'plain', text: `${appBackend().configuration.name}, ${where}` },
		{
			kind: 'text',
			tone: 'plain',
			text: m.analyse_report_date({ date: formatDate(today, locale) })
		},
		{
			kind: 'text',
			tone: 'soft',
			text: m.analyse_report_intro({ address: `${siteAddress()}/analyse` })
		},
		...(areas.pastText === null
			? []
			: [{ kind: 'text' as const, tone: 'plain' as const, text: areas.pastText }]),
		...choroplethBlocks(areas.model, tradeWords, locale),
		...evolutionBlocks(evolution),
		...indicators.flatMap((indicator) => indicatorBlocks(indicator, tradeWords, locale))
	];
	const document = printedDocument({ title, day: today, caution: where, blocks });
	return pdfResponse(document, ['rapport', place].filter(Boolean).join('-'));
};
