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

/** Writes 1 for every shape that stands to the area as asked and 0 for the others. */
export function judgeArea(
	area: PreparedArea,
	{ shapes, boxes, centres }: JudgedShapes,
	relation: AreaRelation,
	verdicts: Uint8Array
): void {
	if (relation === 'centre') {
		for (let at = 0; at < verdicts.length; at += 1) {
			const inside = area.containsPoint(centres.lng[at] as number, centres.lat[at] as number);
			verdicts[at] = inside ? 1 : 0;
		}
		return;
	}
	const [west, south, east, north] = area.box;
	const box: Box = [0, 0, 0, 0];
	for (let at = 0; at < verdicts.length; at += 1) {
		box[0] = boxes.west[at] as number;
		box[2] = boxes.east[at] as number;
		box[1] = boxes.south[at] as number;
		box[3] = boxes.north[at] as number;
		const apart = box[0] > east || box[2] < west || box[1] > north || box[3] < south;
		verdicts[at] =
			!apart &&
			(relation === 'touching' ? area.touches(shapes, at, box) : area.contains(shapes, at, box))
				? 1
				: 0;
	}
}
