import type { FeatureCollection } from 'geojson';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { MapGround } from '#lib/server/documents/map-ground.ts';
import { groundOf } from '#lib/server/ground/ground.ts';
import { rivers } from '#lib/server/seed/rivers.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { formatKilometres, formatNumber } from '#lib/ui/format.ts';

/** A length of ground in the language of the request, for a scale bar. */
export const lengthText = (metres: number) =>
	metres < 1000
		? `${formatNumber(metres, getLocale())} m`
		: formatKilometres(metres / 1000, getLocale());

/** The ground of the last text: parsed once, so that its lines are the same for all maps. */
let parsed: { text: string; ground: Omit<MapGround, 'territory'> } | null = null;

/** Roads, towns, rivers and what lies around the territory. */
export async function readMapGround(): Promise<MapGround> {
	const { ask, configuration } = await readTerritory();
	const territory = await ask.outline();
	const text = await groundOf(configuration, territory.bounds, () => ask.neighbours());
	if (parsed?.text !== text) {
		const { features } = JSON.parse(text) as FeatureCollection;
		parsed = { text, ground: { features, rivers: await rivers(configuration) } };
	}
	return { ...parsed.ground, territory };
}
