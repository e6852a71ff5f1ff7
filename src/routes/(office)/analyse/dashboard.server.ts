import { keptFigures } from '#lib/backend/kept-figures.ts';
import { landMarket } from '#lib/backend/land-market.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	nameAmong,
	readScope,
	scopeParameter,
	scopeText,
	territoryScope,
	type Scope
} from '#lib/subjects/indicators/dashboard/scope.ts';
import { dayParameter, readDay } from '#lib/subjects/indicators/kept/day-query.ts';
import { keptIndicators } from '#lib/subjects/indicators/kept/kept-tables.ts';
import { vacancyTable } from './vacancy-figures.server.ts';

/** The header of a file that is downloaded, named after what it is of and its place. @param place as `scopeText` writes it */
export function attachment(what: string, place: string, extension: 'csv' | 'xlsx') {
	const name = [what, place.replace(/[^\w-]+/g, '-')].filter(Boolean).join('-');
	return { 'content-disposition': `attachment; filename="${name}.${extension}"` };
}

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** What a place's land was asked for and sold; null where nobody counts it, by commune and site. */
export async function marketOf({ kind, id }: Scope, { account, supabase }: App.Locals) {
	if (kind !== 'territoire' && kind !== 'epci') return null;
	const { ask, configuration } = await readTerritory();
	const { epci } = await ask.placesToAnalyse();
	const known = kind === 'territoire' ? epci.length > 0 : epci.some((one) => one.id === id);
	if (!known) return null;
	const place = { territory: configuration.id, epci: kind === 'epci' ? id : null };
	const read = () => landMarket.read(supabase, place);
	return account ? read() : appBackend().market.read(place.epci ?? '', read);
}

/** The place that an address names, as it writes it; the territory, and what was asked, where it names none. */
export async function readPlace({ url }: Pick<Asked, 'url'>, parameter = scopeParameter) {
	const { ask } = await readTerritory();
	const text = url.searchParams.get(parameter) ?? '';
	const scope = readScope(text);
	const known = scope !== null && nameAmong(await ask.placesToAnalyse(), scope) !== null;
	return { place: known ? text : '', unknownPlace: known ? null : text };
}

/** Names of the parameters that say a place and a day. */
const ownParameters = { place: scopeParameter, day: dayParameter };

type DashboardOfDay = Awaited<ReturnType<typeof figuresOfToday>>;

async function figuresOfToday(scope: Scope, today: string, locals: App.Locals) {
	const { ask } = await readTerritory();
	const [market, vacancy] = await Promise.all([
		marketOf(scope, locals),
		vacancyTable(scope, today, locals)
	]);
	const dashboard = await ask.dashboard({ scope, today, market });
	return { indicators: [vacancy, ...(dashboard?.indicators ?? [])], today };
}

/** The figures that were kept of a place last on a day or before; null, with the first day of all, where there are none. */
async function figuresOfDay(scope: Scope, day: string, { supabase }: App.Locals) {
	const { configuration } = await readTerritory();
	const place = scopeText(scope);
	const { first, kept } = await keptFigures.at(supabase, {
		...{ territory: configuration.id, place, day }
	});
	const tables = kept && keptIndicators(kept.tables);
	return { first, dashboard: kept && tables && { indicators: tables, today: kept.day } };
}

/**
 * The figures of the place and day that an address names in its parameters; of the whole territory or of today, and why,
 * where there is no such place or nothing was kept.
 */
export async function readDashboard({ url, locals }: Asked, names = ownParameters) {
	const { ask } = await readTerritory();
	const now = dayInFrance(new Date());
	const { place, unknownPlace } = await readPlace({ url }, names.place);
	const scope = readScope(place) ?? territoryScope;
	const { day, unread } = readDay(url.searchParams.get(names.day) ?? '', now);
	const past = day === null ? null : await figuresOfDay(scope, day, locals);
	const figures: DashboardOfDay = past?.dashboard ?? (await figuresOfToday(scope, now, locals));
	return {
		...figures,
		name: nameAmong(await ask.placesToAnalyse(), scope) ?? '',
		place,
		/** What was asked for and is no place. */
		unknownPlace,
		/** The past day that was asked for, whether anything was kept then, and the first day kept; null for today. */
		past: past && day !== null ? { day, isKept: past.dashboard !== null, first: past.first } : null,
		unreadDay: unread
	};
}
