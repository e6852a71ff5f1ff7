import { plotGrounds } from '#lib/backend/net-area.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { netAreaRules, type NetAreaRules } from '#lib/domain/net-area-rules.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { appBackend } from '#lib/server/app-backend.ts';
import {
	asksBoundaries,
	countedGround,
	ownRules,
	readNetArea,
	type NetAreaQuery
} from '#lib/subjects/fit/net-area-query.ts';
import { ownRulesText, territoryRulesText } from '#lib/subjects/fit/panels/own-rules-words.ts';
import { netHectares } from '#lib/subjects/fit/rules/united-areas.ts';

/** What an address counts otherwise than the territory does, and what the territory counts. */
export interface AskedRules {
	territory: NetAreaRules;
	query: NetAreaQuery;
	/** As `ownRules` writes them; empty where the territory's count. */
	own: string;
}

/** The ground of a plot: as the territory takes from it, and with what counts as it was asked. */
export interface AskedGround {
	rules: PlotNetArea;
	counted: PlotNetArea;
}

export function readAskedRules(parameters: URLSearchParams): AskedRules {
	const territory = netAreaRules(appBackend().configuration);
	const query = readNetArea(parameters, territory.setback);
	return { territory, query, own: ownRules(query, territory) };
}

/** By identifier, in one question; those that no visitor may see are not among them. */
export async function askedGrounds(
	ids: readonly string[],
	{ query }: AskedRules
): Promise<Map<string, AskedGround>> {
	if (ids.length === 0) return new Map();
	const { client, configuration } = appBackend();
	const found = await plotGrounds(client, configuration.id, ids, asksBoundaries(query));
	return new Map(
		[...found].map(([id, rules]) => [id, { rules, counted: countedGround(rules, query) }])
	);
}

/** In hectares to a square metre, as the database keeps the territory's own. */
export function countedHectares({ counted }: AskedGround, { query }: AskedRules): number {
	return netHectares(counted, query.setback);
}

/** Both rules in words; null where nothing is counted otherwise. */
export function rulesInWords({ own, territory }: Pick<AskedRules, 'own' | 'territory'>) {
	if (own === '') return null;
	const locale = getLocale();
	return {
		own: ownRulesText(own, territory, locale),
		territory: territoryRulesText(territory, locale)
	};
}
