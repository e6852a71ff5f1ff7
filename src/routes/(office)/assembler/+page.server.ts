import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { readTerritory, type Territory } from '#lib/server/territory/read-territory.ts';
import { readAssembly, type AssemblyQuestion } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assemblies, Assembly } from '#lib/subjects/assembly/find-assemblies.ts';
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
import { mostCounted, ownNetAreas } from './own-net-areas.server.ts';
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

interface FoundAssemblies {
	answer: Assemblies;
	/** Plots that were too many to be counted by the visitor's own rules; 0 where they were not. */
	uncounted: number;
}

/** The sets that reach an area: a net one by the visitor's own rules, where there are any. */
async function findSets(
	{ ask, etag }: Territory,
	asked: AssemblyQuestion,
	rules: AskedRules,
	groundOf: ReturnType<typeof groundReader>
): Promise<FoundAssemblies> {
	if (asked.measure === 'gross' || rules.own === '')
		return { answer: await ask.assemblies({ asked }), uncounted: 0 };
	const ids = await ask.plotsToAssemble({ epci: asked.epci });
	if (ids.length > mostCounted)
		return { answer: await ask.assemblies({ asked }), uncounted: ids.length };
	const own = await ownNetAreas({ ids, rules, groundOf, state: etag });
	return { answer: await ask.assemblies({ asked, own }), uncounted: 0 };
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
	const territory = await readTerritory();
	const query = readAssembly(url.searchParams);
	const rules = readAskedRules(url.searchParams);
	const { setback } = rules.territory;
	const building = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const tested = hasFault(rules.query) ? null : building.building;
	const groundOf = groundReader(rules);
	const [places, found] = await Promise.all([
		territory.ask.placesToAnalyse(),
		query.asked && findSets(territory, query.asked, rules, groundOf)
	]);
	const answer = found?.answer ?? null;
	return {
		...{ query, building, answer, uncounted: found?.uncounted ?? 0, mostCounted },
		rules: { territory: rules.territory, query: rules.query, said: rulesInWords(rules) },
		epci: places.epci,
		standing: await Promise.all(
			(answer?.shown ?? []).map((assembly) => standingOf(assembly, tested, groundOf))
		)
	};
};
