import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import type { NotDone } from '#lib/server/task-thread.ts';
import { readComparison } from '#lib/subjects/comparison/comparison-query.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import { hasFault } from '#lib/subjects/fit/net-area-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import {
	askedGrounds,
	countedHectares,
	readAskedRules,
	rulesInWords,
	type AskedGround,
	type AskedRules
} from '../asked-ground.server.ts';
import type { PageServerLoad } from './$types';

/** The ground of each plot that is compared; read only where something is asked of it. */
function groundsOf(
	ids: readonly string[],
	rules: AskedRules,
	building: Building | null
): Promise<Map<string, AskedGround>> {
	return askedGrounds(building === null && rules.own === '' ? [] : ids, rules);
}

export const load: PageServerLoad = async ({ url }) => {
	const { compared, beyond, differencesOnly, criteria } = readComparison(url.searchParams);
	const { ask } = await readTerritory();
	const rules = readAskedRules(url.searchParams);
	const { setback } = rules.territory;
	const query = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const building = hasFault(rules.query) ? null : query.building;
	const grounds = await groundsOf(compared, rules, building);
	const ownNetHa =
		rules.own === ''
			? null
			: Object.fromEntries(
					[...grounds].map(([id, ground]) => [id, countedHectares(ground, rules)])
				);
	const [comparison, exported] = await Promise.all([
		ask.comparison({ ids: compared, criteria, ownNetHa }),
		ask.recordsToExport({ list: 'terrains', criteria: null, ids: [...compared, ...beyond] })
	]);
	/** Null for a space, on which nothing is built. */
	const verdictOf = async ({ id, offer }: (typeof comparison.plots)[number], asked: Building) => {
		const ground = offer === 'Local' ? undefined : grounds.get(id);
		return ground ? testInThread({ plot: ground.counted, building: asked }) : null;
	};
	const verdicts: (Verdict | NotDone | null)[] | null =
		building && (await Promise.all(comparison.plots.map((plot) => verdictOf(plot, building))));
	return {
		...{ comparison, compared, beyond, differencesOnly, building: query, verdicts },
		rules: { territory: rules.territory, query: rules.query, said: rulesInWords(rules) },
		/** Plots that an export of the link holds: those beyond the compared ones too. */
		exportedCount: exported.indexes.length,
		criteria: {
			firmsMin: criteria.firmsMin,
			headcountRadiusKm: criteria.headcountRadiusKm,
			trainingMin: criteria.trainingMin
		}
	};
};
