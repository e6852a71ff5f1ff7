import type { MultiPolygon, Polygon } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import type { Listing } from '#lib/domain/listing.ts';
import { boundingBox, boxesMeet, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import type { Atlas } from '#lib/search/atlas.ts';

/** A published plot near a listing; geometry in degrees. */
export interface NearPlot {
	id: string;
	geometry: Polygon | MultiPolygon;
}

/** How many plots are drawn around a listing at most. */
const most = 200;

/** The published plots that the outlines of a listing meet or stand beside. */
export function surroundings(
	atlas: Atlas,
	listing: Pick<Listing, 'geometry' | 'terr_id'>,
	published: MultiPolygon | null
): NearPlot[] {
	const box = unionOfBoxes(
		[listing.geometry, published].flatMap((shape) => (shape === null ? [] : [boundingBox(shape)]))
	);
	if (box === null) return [];
	const around = widened(box);
	return atlas.placedPlots
		.filter(({ plot, box: own }) => plot.id !== listing.terr_id && boxesMeet(own, around))
		.slice(0, most)
		.map(({ plot }) => ({ id: plot.id, geometry: plot.geometry }));
}

/** A box with half of its size added on every side. */
function widened([west, south, east, north]: Box): Box {
	const [x, y] = [(east - west) / 2, (north - south) / 2];
	return [west - x, south - y, east + x, north + y];
}
