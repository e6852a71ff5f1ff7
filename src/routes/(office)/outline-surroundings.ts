import type { Feature, FeatureCollection } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';

async function features(path: string): Promise<Feature[]> {
	const answer = await fetch(path, { headers: { accept: 'application/geo+json' } });
	return answer.ok ? ((await answer.json()) as FeatureCollection).features : [];
}

/** Plots on the map within a box. @param own key of the one that is mended, which is no neighbour of its own */
export async function neighboursIn(box: Box, own: string | undefined): Promise<Feature[]> {
	const found = await features(
		`/ogc/collections/terrains/items?f=json&limit=300&bbox=${box.join(',')}`
	);
	return found.filter(({ id }) => id !== own);
}

/** Communes that have a contour. */
export async function communeContours(): Promise<Feature[]> {
	const found = await features('/ogc/collections/communes/items?f=json&limit=1000');
	return found.filter(({ geometry }) => /Polygon$/.test(geometry.type));
}

/** Communes by their name, to choose one of. */
export const communesByName = (contours: readonly Feature[]): { id: string; name: string }[] =>
	contours
		.map(({ id, properties }) => ({ id: String(id), name: String(properties?.['comm_nom']) }))
		.toSorted((one, other) => one.name.localeCompare(other.name, 'fr'));
