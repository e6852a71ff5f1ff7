import { dayInFrance } from '#lib/domain/day.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import {
	readScope,
	scopeParameter,
	scopeText,
	territoryScope
} from '#lib/subjects/indicators/dashboard/scope.ts';

/** The figures of the place that an address names; of the whole territory, and why, where there is no such place. */
export async function readDashboard({ searchParams }: URL) {
	const { ask } = await readTerritory();
	const text = searchParams.get(scopeParameter) ?? '';
	const today = dayInFrance(new Date());
	const scope = readScope(text);
	const asked = scope && (await ask.dashboard({ scope, today }));
	const dashboard = asked ?? (await ask.dashboard({ scope: territoryScope, today }));
	return {
		indicators: dashboard?.indicators ?? [],
		name: dashboard?.name ?? '',
		place: scopeText(dashboard?.scope ?? territoryScope),
		/** What was asked for and is no place. */
		unknownPlace: asked ? null : text
	};
}
