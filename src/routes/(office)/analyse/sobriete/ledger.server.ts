import { ledger } from '#lib/backend/ledger.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	readScope,
	scopeParameter,
	scopeText,
	type PlacesToAnalyse
} from '#lib/subjects/indicators/dashboard/scope.ts';
import { landCost } from '#lib/subjects/ledger/land-cost.ts';
import { ledgerParameters } from '#lib/subjects/ledger/ledger-parameters.ts';
import { readLedgerQuery } from '#lib/subjects/ledger/ledger-query.ts';
import { ledgerView, type LedgerPlace } from '#lib/subjects/ledger/ledger-view.ts';
import { scenarioText, type Scenario } from '#lib/subjects/ledger/scenario.ts';

interface Asked {
	url: URL;
	locals: App.Locals;
}

/** Plots that the page lists, at most. */
const plotsListed = 200;

/** Address of the ledger, as of a day; an empty place is the territory. */
export function ledgerHref(
	place: string,
	day: string | null,
	more: readonly (readonly [string, string])[] = []
): string {
	const given: (readonly [string, string])[] = [
		...(place === '' ? [] : [[scopeParameter, place] as const]),
		...(day === null ? [] : [[ledgerParameters.day, day] as const]),
		...more
	];
	const text = new URLSearchParams(given.map((one) => [...one])).toString();
	return localizeHref('/analyse/sobriete') + (text === '' ? '' : `?${text}`);
}

/** The place of an address; null for a text that names none that a ledger is kept of. */
export function readPlace(text: string, { epci, communes }: PlacesToAnalyse): LedgerPlace | null {
	const scope = readScope(text);
	if (scope === null || scope.kind === 'site') return null;
	const { kind, id } = scope;
	const among = kind === 'epci' ? epci : communes;
	return kind === 'territoire' || among.some((one) => one.id === id) ? { kind, id } : null;
}

/** Names of groupings and communes by SIREN or INSEE code. */
export const namesOf = ({ epci, communes }: PlacesToAnalyse): Record<string, string> =>
	Object.fromEntries([...epci, ...communes].map(({ id, name }) => [id, name]));

/** The ledger of the place and day that an address names; of the territory and today, and why, where it names none. */
export async function readLedger({ url, locals }: Asked) {
	const { ask, configuration } = await readTerritory();
	const places = await ask.placesToAnalyse();
	const today = dayInFrance(new Date());
	const query = readLedgerQuery(url.searchParams, today);
	const text = url.searchParams.get(scopeParameter) ?? '';
	const asked = readPlace(text, places);
	const place: LedgerPlace = asked ?? { kind: 'territoire', id: '' };
	const day = query.day === today ? null : query.day;
	const names = namesOf(places);
	const facts = await ledger.facts(locals.supabase, {
		territory: configuration.id,
		day: query.day
	});
	const name = names[place.id] ?? m.analyse_whole_territory();
	const view = ledgerView(facts, place, query.day, {
		...{ name, names },
		hrefOf: (part) => ledgerHref(scopeText(part), day)
	});
	return {
		...{ view, query, places, today, name, territoryId: configuration.id, place },
		/** As the address writes them: the place, and the day unless it is today. */
		...{ placeText: scopeText(place), dayText: day },
		/** What was asked for and is no place. */
		unknownPlace: asked === null ? text : null
	};
}

/** Free plots of the place, those that are ticked, and what each scenario takes. */
export async function readPlots(
	place: LedgerPlace,
	ticked: readonly string[],
	scenarios: readonly Scenario[]
) {
	const { ask } = await readTerritory();
	const named = [...new Set([...ticked, ...scenarios.flatMap(({ plots }) => plots)])];
	const found = await ask.freePlots({ place, named, limit: plotsListed });
	const byId = new Map(found.named.map((plot) => [plot.id, plot]));
	const of = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
	return {
		free: { ...found, named: of(ticked), unknown: ticked.filter((id) => !byId.has(id)) },
		costs: scenarios.map(({ name, plots }) => ({
			name,
			cost: landCost(of(plots)),
			missing: plots.filter((id) => !byId.has(id)).length
		}))
	};
}

/** Scenarios as parameters of an address. */
export const scenarioParameters = (scenarios: readonly Scenario[]) =>
	scenarios.map((one) => [ledgerParameters.scenario, scenarioText(one)] as const);
