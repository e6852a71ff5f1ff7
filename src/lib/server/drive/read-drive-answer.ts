import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { toLngLat, type LngLat } from '#lib/domain/feature.ts';
import { shapeFault } from '#lib/geo/area-shape.ts';
import { lighterOutlines } from '#lib/geo/lighter-outline.ts';
import type { DriveArea } from '#lib/search/find/drive-area.ts';
import { parsedJson, StrangeAnswer } from '../outside/resting-service.ts';

/** An area travels in addresses: more corners would make them longer than servers take. */
const mostCorners = 160;

const Position = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(2));
const Ring = v.pipe(v.array(Position), v.minLength(4));
const Answer = v.object({
	geometry: v.variant('type', [
		v.object({ type: v.literal('Polygon'), coordinates: v.array(Ring) }),
		v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(Ring)) })
	])
});

/**
 * The area of an answer of the isochrone service, light enough for an address; holes, which are fields between roads,
 * are left out.
 * @throws StrangeAnswer where it is no area that a search can use
 */
export function readDriveAnswer(bytes: Uint8Array): DriveArea['polygons'] {
	const answer = v.safeParse(Answer, parsedJson(bytes));
	if (!answer.success) throw new StrangeAnswer('pas de surface');
	const geometry = answer.output.geometry as Polygon | MultiPolygon;
	const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const outlines = parts.map(([outline = []]) => [outline]);
	for (const lighter of lighterOutlines({ type: 'MultiPolygon', coordinates: outlines })) {
		const polygons = lighter.coordinates.map((rings): LngLat[][] =>
			rings.map((ring) => ring.slice(0, -1).map(toLngLat))
		);
		if (isUsable(polygons)) return polygons;
	}
	throw new StrangeAnswer('surface inutilisable');
}

/** Whether a search can use an area, and an address carry it. */
function isUsable(polygons: LngLat[][][]): boolean {
	const corners = polygons.flat(2);
	const isOnEarth = corners.every(([lng, lat]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90);
	return (
		corners.length <= mostCorners &&
		isOnEarth &&
		shapeFault({ kind: 'polygons', polygons }) === null
	);
}
