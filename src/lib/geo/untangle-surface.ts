import { feature, unkinkPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { reason, RefusedError } from '#lib/domain/reason.ts';
import { countCrossings, IntricateRings } from './ring-crossings.ts';
import { unionSurfaces } from './union-surfaces.ts';

/** A surface that is not cut at its crossings, because it has too many: the message says why, in French. */
export class TangledSurface extends RefusedError {
	override name = 'TangledSurface';
}

/**
 * Crossings at which a surface is cut at most: cutting at 500 takes 0.6 s, and the time grows with their square. A
 * plot has some; hundreds are a drawing of something else.
 */
export const mostCrossings = 500;

/**
 * A surface whose outline crosses itself, cut at the crossings: a bow tie becomes its two triangles.
 * @param surface in degrees
 * @throws TangledSurface beyond `mostCrossings`
 */
export function untangleSurface(surface: Polygon | MultiPolygon): Polygon | MultiPolygon {
	refuseTangled(surface);
	const parts = unkinkPolygon(feature(surface)).features.map(({ geometry }) => geometry);
	return unionSurfaces(parts);
}

/** @throws TangledSurface for a surface that crosses itself more than `mostCrossings` times */
export function refuseTangled({ type, coordinates }: Polygon | MultiPolygon): void {
	const rings = type === 'Polygon' ? coordinates : coordinates.flat();
	try {
		if (countCrossings(rings.map(distinct), mostCrossings) <= mostCrossings) return;
	} catch (fault) {
		if (!(fault instanceof IntricateRings)) throw fault;
	}
	throw new TangledSurface(
		`plus de ${String(mostCrossings)} croisements ; attendu : un contour qui se recoupe ${String(mostCrossings)} fois au plus`,
		reason('crossings_most', { most: mostCrossings })
	);
}

/** A ring without the positions that repeat the one before: they would count as touching. */
function distinct(ring: readonly Position[]): Position[] {
	return ring.filter(([x, y], at) => x !== ring[at - 1]?.[0] || y !== ring[at - 1]?.[1]);
}
