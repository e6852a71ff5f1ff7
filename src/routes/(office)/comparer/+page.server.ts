import { plotNetArea } from '#lib/backend/net-area.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { testInThread } from '#lib/server/fit/test-in-thread.ts';
import type { NotDone } from '#lib/server/task-thread.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { readComparison } from '#lib/subjects/comparison/comparison-query.ts';
import type { ComparedPlot } from '#lib/subjects/comparison/rules/comparison.ts';
import { readBuilding } from '#lib/subjects/fit/building-query.ts';
import type { Building } from '#lib/subjects/fit/rules/building.ts';
import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import type { PageServerLoad } from './$types';

/** What a plot answers to a building; null for a space, on which nothing is built. */
async function verdictOf(
	{ id, offer }: ComparedPlot,
	building: Building
): Promise<Verdict | NotDone | null> {
	const { client, configuration } = appBackend();
	const plot = offer === 'Local' ? null : await plotNetArea(client, configuration.id, id);
	return plot && testInThread({ plot, building });
}

export const load: PageServerLoad = async ({ url }) => {
	const { compared, beyond, differencesOnly, criteria } = readComparison(url.searchParams);
	const { ask, configuration } = await readTerritory();
	const [comparison, exported] = await Promise.all([
		ask.comparison({ ids: compared, criteria }),
		ask.recordsToExport({ list: 'terrains', criteria: null, ids: [...compared, ...beyond] })
	]);
	const setback = configuration.netArea?.setbackMetres ?? 0;
	const building = readBuilding((parameter) => url.searchParams.get(parameter), setback);
	const asked = building.building;
	return {
		...{ comparison, compared, beyond, differencesOnly, building, setback },
		/** Plots that an export of the link holds: those beyond the compared ones too. */
		exportedCount: exported.indexes.length,
		criteria: {
			firmsMin: criteria.firmsMin,
			headcountRadiusKm: criteria.headcountRadiusKm,
			trainingMin: criteria.trainingMin
		},
		verdicts: asked && (await Promise.all(comparison.plots.map((plot) => verdictOf(plot, asked))))
	};
};
