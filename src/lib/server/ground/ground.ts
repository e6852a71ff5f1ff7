import type { Feature, FeatureCollection } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import type { TerritoryConfiguration } from '#lib/domain/territory.ts';
import { readGround } from '#lib/seed/data-files.ts';

/** By territory: of the box that it was made for last. */
const made = new Map<string, { bounds: string; ground: Promise<string> }>();

/**
 * The built-in ground of a territory as GeoJSON, made once: borders and seas around it, and the roads, railways and
 * towns of its file. `kind` says what a feature is, `rank` how large, `name` what it is called.
 * @param bounds the territory's box in degrees, which the ground is kept for
 * @param around what lies around it, from a thread that may take its time
 * @throws TerritoryConfigurationError naming the file, the field and what was expected
 */
export function groundOf(
	{ id, data }: TerritoryConfiguration,
	bounds: Box | null,
	around: () => Promise<Feature[]>
): Promise<string> {
	const asked = bounds?.join(' ') ?? '';
	const kept = made.get(id);
	if (kept?.bounds === asked) return kept.ground;
	const ground = makeGround(data?.ground, around);
	made.set(id, { bounds: asked, ground });
	ground.catch(() => made.delete(id));
	return ground;
}

async function makeGround(
	path: string | undefined,
	around: () => Promise<Feature[]>
): Promise<string> {
	const own = path ? (await readGround(path)).features : [];
	const ground: FeatureCollection = {
		type: 'FeatureCollection',
		features: [...(await around()), ...own]
	};
	return JSON.stringify(ground);
}
