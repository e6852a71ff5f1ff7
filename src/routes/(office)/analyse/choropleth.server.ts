import { keptFigures } from '#lib/backend/kept-figures.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	pastAreaFigures,
	type AreaFigures,
	type AreasAsked
} from '#lib/subjects/indicators/choropleth/area-figures.ts';
import {
	readChoroplethQuery,
	type ChoroplethQuery
} from '#lib/subjects/indicators/choropleth/choropleth-query.ts';
import { isOfEpciAlone } from '#lib/subjects/indicators/choropleth/measure.ts';
import { inventoryTable } from '#lib/subjects/indicators/dashboard/indicator.ts';
import { readScope, territoryScope, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { dayParameter, readDay } from '#lib/subjects/indicators/kept/day-query.ts';
import { isKept, keptIndicator } from '#lib/subjects/indicators/kept/kept-tables.ts';
import { choroplethModel } from '#lib/subjects/indicators/panels/choropleth-model.ts';
import { formatDate } from '#lib/ui/format.ts';
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

/** Of which day a map of areas is, where another than today was asked for: of what was kept, of its year, or of today all the same. */
type PastDay = { day: string; said: 'day' | 'year' | 'today' } | null;

interface AreasOfDay {
	query: ChoroplethQuery;
	scope: Scope;
	locals: App.Locals;
}

/** The figures of each area today; those of the inventory at 1 January. */
async function figuresOfToday({ query, scope, locals }: AreasOfDay, today: string) {
	const { measure, level } = query;
	const { ask } = await readTerritory();
	const markets = await marketsOf(query, locals);
	const counted = await ask.areaFigures({ measure, level, scope, today, markets });
	return counted ?? (await vacancyFigures({ level, scope, today }, locals));
}

/** What was kept of each area last on a past day or before; null where it was not, or not yet. */
async function figuresOfDay(
	{ query: { measure, level }, scope, locals }: AreasOfDay,
	day: string
): Promise<AreaFigures | null> {
	const { table } = measure;
	if (table === inventoryTable || !isKept(table, measure.column)) return null;
	const { ask, configuration } = await readTerritory();
	const [{ frame, areas }, places] = await Promise.all([
		ask.areas({ level, scope }),
		keptFigures.ofPlaces(locals.supabase, { territory: configuration.id, table, day })
	]);
	const kept = new Map(places.map((one) => [one.place, keptIndicator(table, one.table)]));
	return pastAreaFigures({ measure, level, frame, areas, kept });
}

async function figuresAsked(asked: AreasOfDay, day: string | null, now: string) {
	const today = async () => figuresOfToday(asked, now);
	if (day === null) return { figures: await today(), past: null };
	if (asked.query.measure.table === inventoryTable) {
		const { level } = asked.query;
		const figures = await vacancyFigures({ level, scope: asked.scope, today: day }, asked.locals);
		return { figures, past: { day, said: 'year' as const } };
	}
	const figures = await figuresOfDay(asked, day);
	return {
		figures: figures ?? (await today()),
		past: { day, said: figures ? ('day' as const) : ('today' as const) }
	};
}

/**
 * A measure of each area, as an address asks it, with the areas' outlines: of today, or of the day that it names.
 * @param place as an address writes it
 */
export async function readChoropleth({ url, locals }: Asked, place: string) {
	const now = dayInFrance(new Date());
	const query = readChoroplethQuery(url.searchParams);
	const scope = readScope(place) ?? territoryScope;
	const { level } = query;
	const { ask } = await readTerritory();
	const { day } = readDay(url.searchParams.get(dayParameter) ?? '', now);
	const { figures, past } = await figuresAsked({ query, scope, locals }, day, now);
	const outlines = await ask.areaOutlines({ level, frame: figures.frame });
	// The place is outlined among its like.
	return { query, figures, outlines, past, marked: scope.kind === level ? scope.id : '' };
}

function pastText(past: PastDay, locale: string): string | null {
	if (past === null) return null;
	if (past.said === 'today') return m.analyse_choropleth_of_today();
	return past.said === 'year'
		? m.analyse_choropleth_of_year({ year: past.day.slice(0, 4) })
		: m.analyse_choropleth_of_day({ day: formatDate(past.day, locale) });
}

/** The map of areas as a page or a document has it: drawn here, its words in the language of the request. */
export async function readChoroplethModel(event: Asked, place: string, onPage: boolean) {
	const { query, past, ...read } = await readChoropleth(event, place);
	const { method } = query;
	const locale = getLocale();
	return {
		query,
		/** Of which day the map is, where another than today was asked for. */
		pastText: pastText(past, locale),
		model: choroplethModel({ ...read, method, words: tradeWords, locale, onPage }),
		unread: query.unread.map((one) => m.analyse_choropleth_unread(one))
	};
}
