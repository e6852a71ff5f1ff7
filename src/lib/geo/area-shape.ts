import type { Geometry, Polygon } from 'geojson';
import { booleanIntersects, circle, kinks, polygon } from '@turf/turf';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { boundingBox, boxesMeet } from './bounding-box.ts';
import { distanceKm } from './distance-km.ts';

/** An area drawn on the map. Positions in degrees, radius in km. */
export type AreaShape =
	| { kind: 'polygon'; ring: LngLat[] }
	| { kind: 'rectangle'; box: Box }
	| { kind: 'circle'; centre: LngLat; radiusKm: number };

/** Sides of the polygon that stands for a circle. */
const circleSteps = 64;

/** The polygon of a shape, its ring closed. */
export function shapePolygon(shape: AreaShape): Polygon {
	switch (shape.kind) {
		case 'polygon':
			return polygon([[...shape.ring, shape.ring[0] ?? [0, 0]]]).geometry;
		case 'rectangle': {
			const [west, south, east, north] = shape.box;
			return polygon([
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north],
					[west, south]
				]
			]).geometry;
		}
		case 'circle':
			return circle(shape.centre, shape.radiusKm, { steps: circleSteps, units: 'kilometers' })
				.geometry;
	}
}

/** Why a drawn shape cannot be used; null when it can. */
export function shapeFault(shape: AreaShape): 'too-few-points' | 'self-crossing' | 'empty' | null {
	if (shape.kind === 'circle') return shape.radiusKm > 0 ? null : 'empty';
	if (shape.kind === 'rectangle') {
		const [west, south, east, north] = shape.box;
		return west < east && south < north ? null : 'empty';
	}
	const distinct = new Set(shape.ring.map((position) => position.join(',')));
	if (distinct.size < 3) return 'too-few-points';
	return kinks(shapePolygon(shape)).features.length > 0 ? 'self-crossing' : null;
}

/** Prepares a shape once and answers for many geometries whether they share a point with it. */
export function shapeTest(shape: AreaShape): (geometry: Geometry, box: Box) => boolean {
	const area = shapePolygon(shape);
	const areaBox = boundingBox(area);
	return (geometry, box) => {
		if (!boxesMeet(areaBox, box)) return false;
		if (shape.kind === 'circle' && geometry.type === 'Point')
			return distanceKm(shape.centre, geometry.coordinates as LngLat) <= shape.radiusKm;
		return booleanIntersects(area, geometry);
	};
}
