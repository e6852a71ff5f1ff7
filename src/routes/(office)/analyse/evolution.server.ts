import { keptFigures } from '#lib/backend/kept-figures.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { Measure } from '#lib/subjects/indicators/choropleth/measure.ts';
import { isKept } from '#lib/subjects/indicators/kept/kept-tables.ts';

/** A measure of a place on each day on which it had changed; null for one that is not kept. @param place as an address writes it */
export async function readEvolution(
	{ locals }: { locals: App.Locals },
	place: string,
	measure: Measure
) {
	const { configuration } = await readTerritory();
	if (!isKept(measure.table, measure.column)) return { measure, days: null };
	const asked = { ...measure, territory: configuration.id, place };
	return { measure, days: await keptFigures.history(locals.supabase, asked) };
}
