import type { FeatureCollection } from 'geojson';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { MapGround } from '#lib/server/documents/map-ground.ts';
import { groundOf } from '#lib/server/ground/ground.ts';
import { rivers } from '#lib/seed/rivers.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { formatKilometres, formatNumber } from '#lib/ui/format.ts';

/** A length of ground in the language of the request, for a scale bar. */
export const lengthText = (metres: number) =>
	metres < 1000
		? `${formatNumber(metres, getLocale())} m`
		: formatKilometres(metres / 1000, getLocale());

/** By territory, the ground of the last text: parsed once, so that its lines are the same for all maps. */
const parsed = new Map<string, { text: string; ground: Omit<MapGround, 'territory'> }>();

/** Roads, towns, rivers and what lies around the territory. */
export async function readMapGround(): Promise<MapGround> {
	const { ask, configuration } = await readTerritory();
	const territory = await ask.outline();
	const text = await groundOf(configuration, territory.bounds, () => ask.neighbours());
	const kept = parsed.get(configuration.id);
	if (kept?.text === text) return { ...kept.ground, territory };
	const { features } = JSON.parse(text) as FeatureCollection;
	const ground = { features, rivers: await rivers(configuration) };
	parsed.set(configuration.id, { text, ground });
	return { ...ground, territory };
}
