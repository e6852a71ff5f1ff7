import { dayInFrance } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { choroplethJson } from '#lib/subjects/indicators/panels/choropleth-json.ts';
import { readChoropleth } from '../choropleth.server.ts';
import { readPlace } from '../dashboard.server.ts';
import { refusedPlace } from '../refused-table.ts';
import { tradeWords } from '../trade-words.ts';
import type { RequestHandler } from './$types';

/** The figures of the map of areas as JSON, at an address that stays. What cannot be read is refused. */
export const GET: RequestHandler = async (event) => {
	const { place, unknownPlace } = await readPlace(event);
	if (unknownPlace !== null) return refusedPlace(unknownPlace);
	const { figures, query, past } = await readChoropleth(event, place);
	const [unread] = query.unread;
	if (unread) {
		const description = m.analyse_choropleth_unread(unread);
		return Response.json({ code: 'unknown-measure', description }, { status: 400 });
	}
	if (past?.said === 'today') {
		const description = m.analyse_choropleth_unkept({ day: past.day });
		return Response.json({ code: 'figures-not-kept', description }, { status: 404 });
	}
	const of = { place, today: past?.day ?? dayInFrance(new Date()), origin: event.url.origin };
	return Response.json(choroplethJson(figures, query.method, tradeWords, getLocale(), of));
};
