import { unitedGrounds } from '#lib/backend/net-area.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readAssembly } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assembly } from '#lib/subjects/assembly/find-assemblies.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import { asksBoundaries, countedGround, hasFault } from '#lib/subjects/fit/net-area-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import { readAskedRules, rulesInWords, type AskedRules } from '../asked-ground.server.ts';
import { foundSets, mostUnited } from './found-sets.server.ts';
import type { PageServerLoad } from './$types';

/** The ground of each set as one, and what it answers to a building; null where a plot has gone since. */
async function standingOf(
	shown: readonly Assembly[],
	building: Building | null,
	{ query }: AskedRules
) {
	if (shown.length === 0) return [];
	const { client, configuration } = appBackend();
	const sets = shown.map(({ parts }) => parts.map(({ id }) => id));
	const united = await unitedGrounds(client, configuration.id, sets, asksBoundaries(query));
	return Promise.all(
		united.map(async (one) => {
			if (one === null) return null;
			const plot = countedGround(one.ground, query);
			const verdict = building && (await testInThread({ plot, building }));
			return { outlines: one.outlines, plot, verdict };
		})
	);
}

export const load: PageServerLoad = async ({ url }) => {
	const territory = await readTerritory();
	const query = readAssembly(url.searchParams);
	const rules = readAskedRules(url.searchParams);
	const { setback } = rules.territory;
	const building = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const tested = hasFault(rules.query) ? null : building.building;
	const [places, found] = await Promise.all([
		territory.ask.placesToAnalyse(),
		query.asked && foundSets(territory, query.asked, rules)
	]);
	const answer = found?.answer ?? null;
	return {
		...{ query, building, answer, summed: found?.summed ?? null, mostUnited },
		rules: { territory: rules.territory, query: rules.query, said: rulesInWords(rules) },
		epci: places.epci,
		standing: await standingOf(answer?.shown ?? [], tested, rules)
	};
};
