import { dayInFrance } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { AreaFigures, AreasAsked } from '#lib/subjects/indicators/choropleth/area-figures.ts';
import {
	readChoroplethQuery,
	type ChoroplethQuery
} from '#lib/subjects/indicators/choropleth/choropleth-query.ts';
import { isOfEpciAlone } from '#lib/subjects/indicators/choropleth/measure.ts';
import { readScope, territoryScope, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { choroplethModel } from '#lib/subjects/indicators/panels/choropleth-model.ts';
import { marketOf } from './dashboard.server.ts';
import { tradeWords } from './trade-words.ts';
import { vacancyFigures } from './vacancy-figures.server.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** What each EPCI's land was asked for and sold, and the territory's: only of what is counted so. */
async function marketsOf(
	{ measure, level }: ChoroplethQuery,
	locals: App.Locals
): Promise<AreasAsked['markets']> {
	if (level !== 'epci' || !isOfEpciAlone(measure)) return {};
	const { ask } = await readTerritory();
	const { epci } = await ask.placesToAnalyse();
	const scopes: Scope[] = [
		territoryScope,
		...epci.map(({ id }) => ({ kind: 'epci' as const, id }))
	];
	const read = scopes.map(async (scope) => [scope.id, await marketOf(scope, locals)] as const);
	return Object.fromEntries(await Promise.all(read));
}

/** A measure of each area today, as an address asks it, with the areas' outlines. @param place as an address writes it */
export async function readChoropleth({ url, locals }: Asked, place: string) {
	const today = dayInFrance(new Date());
	const query = readChoroplethQuery(url.searchParams);
	const scope = readScope(place) ?? territoryScope;
	const { measure, level } = query;
	const { ask } = await readTerritory();
	const markets = await marketsOf(query, locals);
	const counted = await ask.areaFigures({ measure, level, scope, today, markets });
	const figures: AreaFigures = counted ?? (await vacancyFigures({ level, scope, today }, locals));
	const outlines = await ask.areaOutlines({ level, frame: figures.frame });
	// The place is outlined among its like.
	return { query, figures, outlines, marked: scope.kind === level ? scope.id : '' };
}

/** The map of areas as a page or a document has it: drawn here, its words in the language of the request. */
export async function readChoroplethModel(event: Asked, place: string, onPage: boolean) {
	const { query, ...read } = await readChoropleth(event, place);
	const { method } = query;
	const locale = getLocale();
	return {
		query,
		model: choroplethModel({ ...read, method, words: tradeWords, locale, onPage }),
		unread: query.unread.map((one) => m.analyse_choropleth_unread(one))
	};
}
