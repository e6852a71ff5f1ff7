import { plotNetArea } from '#lib/backend/net-area.ts';
import type { PlotNetArea } from '#lib/domain/net-area.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readAssembly } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assembly } from '#lib/subjects/assembly/find-assemblies.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import { unitedPlot } from '#lib/subjects/fit/rules/united-plot.ts';
import type { PageServerLoad } from './$types';

/** Reads the ground of plots, each once: sets share them. */
function groundReader(): (id: string) => Promise<PlotNetArea | null> {
	const { client, configuration } = appBackend();
	const asked = new Map<string, Promise<PlotNetArea | null>>();
	return (id) => {
		const ground = asked.get(id) ?? plotNetArea(client, configuration.id, id);
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
	const rules = read.flatMap((one, at) => (one ? [{ ...one, id: parts[at]?.id ?? '' }] : []));
	// A plot may have gone since the territory was read.
	if (rules.length < parts.length) return null;
	const plot = unitedPlot(rules);
	return {
		outlines: rules.map(({ outline }) => outline),
		plot,
		verdict: building && (await testInThread({ plot, building }))
	};
}

export const load: PageServerLoad = async ({ url }) => {
	const { configuration } = appBackend();
	const { ask } = await readTerritory();
	const query = readAssembly(url.searchParams);
	const setback = configuration.netArea?.setbackMetres ?? 0;
	const building = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const groundOf = groundReader();
	const [places, answer] = await Promise.all([
		ask.placesToAnalyse(),
		query.asked && ask.assemblies(query.asked)
	]);
	return {
		...{ query, building, setback, answer },
		epci: places.epci,
		standing: await Promise.all(
			(answer?.shown ?? []).map((assembly) => standingOf(assembly, building.building, groundOf))
		)
	};
};
