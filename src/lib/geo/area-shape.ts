import type { MultiPolygon, Polygon, Position } from 'geojson';
import { circle, polygon } from '@turf/turf';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { corridorOutline } from './corridor-outline.ts';
import { selfCrossing } from './self-crossing.ts';

/**
 * An area drawn on the map or read from a file. Positions in degrees, lengths in km; rings are open (the last
 * position is not the first again). A corridor reaches `widthKm` on each side of its line.
 */
export type AreaShape =
	| { kind: 'polygon'; ring: LngLat[] }
	| { kind: 'rectangle'; box: Box }
	| { kind: 'circle'; centre: LngLat; radiusKm: number }
	| { kind: 'corridor'; line: LngLat[]; widthKm: number }
	| { kind: 'polygons'; polygons: LngLat[][][]; drive?: DriveOrigin | undefined };

/** Of an area that a car reaches: from where, which is also said in words, and in how many minutes. */
export interface DriveOrigin {
	from: LngLat;
	minutes: number;
	place: string;
}

/** Why a shape cannot be used. */
export type ShapeFault =
	'too-few-points' | 'too-many-points' | 'self-crossing' | 'empty' | 'antimeridian';

/** Sides of the polygon that stands for a circle. */
const circleSteps = 64;
/** More vertices than an address can carry. */
export const maximumVertices = 2_000;
/** Radius of a circle, or width of a corridor on each side. */
export const maximumRadiusKm = 500;

const closed = (ring: readonly LngLat[]): Position[] => [...ring, ring[0] ?? [0, 0]];

/** The surface of a shape, its rings closed. That of a corridor is for the eye: it may overlap itself. */
export function shapePolygon(shape: AreaShape): Polygon | MultiPolygon {
	switch (shape.kind) {
		case 'polygon':
			return polygon([closed(shape.ring)]).geometry;
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
		case 'corridor':
			return polygon([closed(corridorOutline(shape.line, shape.widthKm))]).geometry;
		case 'polygons':
			return {
				type: 'MultiPolygon',
				coordinates: shape.polygons.map((rings) => rings.map(closed))
			};
	}
}

/** Why a shape cannot be used; null when it can. */
export function shapeFault(shape: AreaShape): ShapeFault | null {
	switch (shape.kind) {
		case 'circle':
			return lengthFault(shape.radiusKm);
		case 'rectangle': {
			const [west, south, east, north] = shape.box;
			if (west > east && west > 90 && east < -90) return 'antimeridian';
			return west < east && south < north ? null : 'empty';
		}
		case 'corridor':
			return lineFault(shape.line) ?? lengthFault(shape.widthKm);
		case 'polygon':
			return ringsFault([shape.ring]);
		case 'polygons':
			return ringsFault(shape.polygons.flat());
	}
}

function lengthFault(km: number): ShapeFault | null {
	return km > 0 && km <= maximumRadiusKm ? null : 'empty';
}

function lineFault(line: readonly LngLat[]): ShapeFault | null {
	if (line.length > maximumVertices) return 'too-many-points';
	if (new Set(line.map(String)).size < 2) return 'too-few-points';
	return crossesAntimeridian(line) ? 'antimeridian' : null;
}

function ringsFault(rings: readonly (readonly LngLat[])[]): ShapeFault | null {
	if (rings.length === 0) return 'empty';
	if (rings.reduce((sum, ring) => sum + ring.length, 0) > maximumVertices) return 'too-many-points';
	for (const ring of rings) {
		const fault = ringFault(ring);
		if (fault !== null) return fault;
	}
	return null;
}

function ringFault(ring: readonly LngLat[]): ShapeFault | null {
	const distinct = closed(ring).filter(
		([lng, lat], index, all) => lng !== all[index - 1]?.[0] || lat !== all[index - 1]?.[1]
	);
	if (new Set(ring.map(String)).size < 3) return 'too-few-points';
	if (crossesAntimeridian(ring)) return 'antimeridian';
	if (isFlat(distinct)) return 'empty';
	return selfCrossing(distinct) === null ? null : 'self-crossing';
}

/** A step of half the Earth is a step over the antimeridian. */
function crossesAntimeridian(positions: readonly LngLat[]): boolean {
	return positions.some(([lng], index) => Math.abs(lng - (positions[index - 1]?.[0] ?? lng)) > 180);
}

/** Whether all positions lie on one line, to a millimetre. */
function isFlat(positions: readonly Position[]): boolean {
	const [ax = 0, ay = 0] = positions[0] ?? [];
	const farthest = positions.toSorted((a, b) => away(b) - away(a))[0] ?? [ax, ay];
	function away([x = 0, y = 0]: Position) {
		return Math.hypot(x - ax, y - ay);
	}
	const [bx = 0, by = 0] = farthest;
	const length = away(farthest);
	return positions.every(
		([x = 0, y = 0]) => Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) <= length * 1e-8
	);
}
