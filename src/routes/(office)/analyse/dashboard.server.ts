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

/** The place that an address names, as it writes it, and the day; the territory, and what was asked, where it names none. */
export async function readPlaceAndDay({ url }: Pick<Asked, 'url'>) {
	const { ask } = await readTerritory();
	const text = url.searchParams.get(scopeParameter) ?? '';
	const scope = readScope(text);
	const known = scope !== null && nameAmong(await ask.placesToAnalyse(), scope) !== null;
	return {
		place: known ? text : '',
		today: dayInFrance(new Date()),
		unknownPlace: known ? null : text
	};
}

/** The figures of the place that an address names in a parameter; of the whole territory, and why, where there is no such place. */
export async function readDashboard({ url, locals }: Asked, parameter = scopeParameter) {
	const { ask } = await readTerritory();
	const text = url.searchParams.get(parameter) ?? '';
	const today = dayInFrance(new Date());
	const figuresOf = async (scope: Scope) =>
		ask.dashboard({ scope, today, market: await marketOf(scope, locals) });
	const scope = readScope(text);
	const asked = scope && (await figuresOf(scope));
	const dashboard = asked ?? (await figuresOf(territoryScope));
	return {
		indicators: dashboard?.indicators ?? [],
		name: dashboard?.name ?? '',
		place: scopeText(dashboard?.scope ?? territoryScope),
		/** Day of the figures, AAAA-MM-JJ. */
		today,
		/** What was asked for and is no place. */
		unknownPlace: asked ? null : text
	};
}
