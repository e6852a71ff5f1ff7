import type { Box } from '#lib/domain/feature.ts';
import { shapePolygon, type AreaShape } from './area-shape.ts';
import { unionOfBoxes } from './bounding-box.ts';
import { distanceKm } from './distance-km.ts';
import type { BoxColumns, FlatPolygons } from './flat-polygons.ts';
import { PreparedCorridor } from './prepared-corridor.ts';
import { PreparedPolygon } from './prepared-polygon.ts';

/** An area prepared once to be asked about many shapes. */
export interface PreparedArea {
	/** Nothing outside this box is in the area. */
	box: Box;
	/** Whether a shape shares a point with the area. */
	touches(flat: FlatPolygons, shape: number, box: Box): boolean;
	/** Whether a shape lies in the area; of several polygons, in one of them. */
	contains(flat: FlatPolygons, shape: number, box: Box): boolean;
	/** Whether a point in degrees lies in the area or on its boundary. */
	containsPoint(x: number, y: number): boolean;
}

export type AreaRelation = 'touching' | 'within' | 'centre';

/** Prepares a shape that `shapeFault` finds nothing wrong with. */
export function prepareArea(shape: AreaShape): PreparedArea {
	if (shape.kind === 'corridor') return new PreparedCorridor(shape.line, shape.widthKm);
	const surface = shapePolygon(shape);
	const parts = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	const area = anyOf(parts.map((rings) => new PreparedPolygon(rings)));
	if (shape.kind !== 'circle') return area;
	// A point is in the circle itself; a surface is held against the polygon that stands for it.
	const { centre, radiusKm } = shape;
	return {
		box: area.box,
		touches: (...asked) => area.touches(...asked),
		contains: (...asked) => area.contains(...asked),
		containsPoint: (x, y) => distanceKm(centre, [x, y]) <= radiusKm
	};
}

function anyOf(parts: readonly PreparedArea[]): PreparedArea {
	const [first] = parts;
	if (first !== undefined && parts.length === 1) return first;
	return {
		box: unionOfBoxes(parts.map(({ box }) => box)) ?? [Infinity, Infinity, -Infinity, -Infinity],
		touches: (...asked) => parts.some((part) => part.touches(...asked)),
		contains: (...asked) => parts.some((part) => part.contains(...asked)),
		containsPoint: (x, y) => parts.some((part) => part.containsPoint(x, y))
	};
}

/** Shapes to be held against an area, with their boxes and centres in degrees. */
export interface JudgedShapes {
	shapes: FlatPolygons;
	boxes: BoxColumns;
	centres: { lng: Float64Array; lat: Float64Array };
}

/** Writes to `kept` the indexes of the shapes whose boxes meet a box, in their order; answers how many. */
function keepMeeting(
	[west, south, east, north]: Box,
	boxes: BoxColumns,
	among: Uint32Array,
	kept: Uint32Array
): number {
	const { west: wests, south: souths, east: easts, north: norths } = boxes;
	let count = 0;
	// Without a branch: each is written, and only those that meet are kept.
	for (let at = 0; at < among.length; at += 1) {
		const shape = among[at] as number;
		kept[count] = shape;
		count +=
			Number((wests[shape] as number) <= east) &
			Number((easts[shape] as number) >= west) &
			Number((souths[shape] as number) <= north) &
			Number((norths[shape] as number) >= south);
	}
	return count;
}

/**
 * Indexes of the shapes that stand to an area as asked, in their order.
 * @param among the only shapes to look at
 * @param scratch room for as many, which the answer is a part of; it may be `among` itself
 */
export function shapesInArea(
	area: PreparedArea,
	{ shapes, boxes, centres }: JudgedShapes,
	relation: AreaRelation,
	among: Uint32Array,
	scratch: Uint32Array
): Uint32Array {
	const near = keepMeeting(area.box, boxes, among, scratch);
	const box: Box = [0, 0, 0, 0];
	let count = 0;
	for (let at = 0; at < near; at += 1) {
		const shape = scratch[at] as number;
		box[0] = boxes.west[shape] as number;
		box[1] = boxes.south[shape] as number;
		box[2] = boxes.east[shape] as number;
		box[3] = boxes.north[shape] as number;
		const stands =
			relation === 'touching'
				? area.touches(shapes, shape, box)
				: relation === 'within'
					? area.contains(shapes, shape, box)
					: area.containsPoint(centres.lng[shape] as number, centres.lat[shape] as number);
		if (!stands) continue;
		scratch[count] = shape;
		count += 1;
	}
	return scratch.subarray(0, count);
}
