import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readAssembly } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assembly } from '#lib/subjects/assembly/find-assemblies.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import { hasFault } from '#lib/subjects/fit/net-area-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import { unitedPlot } from '#lib/subjects/fit/rules/united-plot.ts';
import {
	askedGround,
	readAskedRules,
	rulesInWords,
	type AskedGround,
	type AskedRules
} from '../asked-ground.server.ts';
import type { PageServerLoad } from './$types';

/** Reads the ground of plots, each once: sets share them. */
function groundReader(rules: AskedRules): (id: string) => Promise<AskedGround | null> {
	const asked = new Map<string, Promise<AskedGround | null>>();
	return (id) => {
		const ground = asked.get(id) ?? askedGround(id, rules);
		asked.set(id, ground);
		return ground;
	};
}

/** The ground of each plot of a set, and what they answer to a building together. */
async function standingOf(
	{ parts }: Assembly,
	building: Building | null,
	groundOf: ReturnType<typeof groundReader>
) {
	const read = await Promise.all(parts.map(({ id }) => groundOf(id)));
	const grounds = read.flatMap((one, at) =>
		one ? [{ ...one.counted, id: parts[at]?.id ?? '' }] : []
	);
	// A plot may have gone since the territory was read.
	if (grounds.length < parts.length) return null;
	const plot = unitedPlot(grounds);
	return {
		outlines: grounds.map(({ outline }) => outline),
		plot,
		verdict: building && (await testInThread({ plot, building }))
	};
}

export const load: PageServerLoad = async ({ url }) => {
	const { ask } = await readTerritory();
	const query = readAssembly(url.searchParams);
	const rules = readAskedRules(url.searchParams);
	const { setback } = rules.territory;
	const building = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const tested = hasFault(rules.query) ? null : building.building;
	const groundOf = groundReader(rules);
	const [places, answer] = await Promise.all([
		ask.placesToAnalyse(),
		query.asked && ask.assemblies(query.asked)
	]);
	return {
		...{ query, building, answer },
		rules: { territory: rules.territory, query: rules.query, said: rulesInWords(rules) },
		epci: places.epci,
		standing: await Promise.all(
			(answer?.shown ?? []).map((assembly) => standingOf(assembly, tested, groundOf))
		)
	};
};
