import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { addressQuery } from '#lib/subjects/indicators/choropleth/choropleth-query.ts';
import { placeAndDay } from '#lib/subjects/indicators/kept/day-query.ts';
import { indicatorTitles } from '#lib/subjects/indicators/panels/indicator-words.ts';
import { finding } from '#lib/subjects/indicators/panels/finding.ts';
import { readDashboard } from '../dashboard.server.ts';
import { refusedPlace } from '../refused-table.ts';
import { tradeWords } from '../trade-words.ts';
import type { RequestHandler } from './$types';

/** The tables that there are of a place, each with its finding and its address. */
export const GET: RequestHandler = async (event) => {
	const { indicators, unknownPlace, place, name, today, past } = await readDashboard(event);
	if (unknownPlace !== null) return refusedPlace(unknownPlace);
	const locale = getLocale();
	return Response.json({
		place: { id: place, name },
		day: today,
		language: locale,
		tables: indicators.map((indicator) => ({
			table: indicator.id,
			title: indicatorTitles[indicator.id](),
			finding: finding(indicator, tradeWords, locale),
			href:
				event.url.origin +
				localizeHref(`/analyse/indicateurs/${indicator.id}.json`) +
				addressQuery(placeAndDay(place, past?.day ?? null))
		}))
	});
};
