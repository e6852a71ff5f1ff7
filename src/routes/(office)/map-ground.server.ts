import type { Feature, FeatureCollection } from 'geojson';
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

/** Roads, towns, rivers and what lies around, read once for all sheets of a document. */
export async function readMapGround(): Promise<MapGround> {
	const { ask, configuration } = await readTerritory();
	const bounds = await ask.bounds();
	const [ground, ownRivers] = await Promise.all([
		groundOf(configuration, bounds, () => ask.neighbours()),
		rivers(configuration)
	]);
	const { features } = JSON.parse(ground) as FeatureCollection as { features: Feature[] };
	return { features, rivers: ownRivers };
}
