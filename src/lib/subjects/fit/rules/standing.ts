import type { Vertex } from '#lib/geo/metric-shape.ts';
import {
	metricArea,
	metricDifference,
	metricOffset,
	type MetricShape
} from '#lib/geo/metric-shape.ts';
import { cornersOf, rectangleWithin, type TurnedRectangle } from '#lib/geo/rectangle-within.ts';
import { toleranceCentimetres } from './fits-at.ts';

/** A building where it stands, its truck court along the side on its right, in metres of the shape's origin. */
export interface Standing {
	/** Middle of building and court together. */
	centre: Vertex;
	/** Of its length, counterclockwise from the east, in radians. */
	angle: number;
	length: number;
	width: number;
	court: number;
}

const centimetres = ({ centre, angle, length, width, court }: Standing): TurnedRectangle => ({
	centre: { x: centre.x * 100, y: centre.y * 100 },
	angle,
	length: length * 100 - 2 * toleranceCentimetres,
	width: (width + court) * 100 - 2 * toleranceCentimetres
});

/** How exactly a length outside is told, in metres. */
const toldTo = 0.1;
/** What rounding may leave between two buildings, in m². */
const leastOverlap = 0.05;

/**
 * How far a building stands out of a shape: the width, in metres, by which the shape would have to grow all around to
 * hold it; 0 where it lies within. To 10 cm, rounded up.
 */
export function metresOutside(shape: MetricShape, standing: Standing): number {
	const rectangle = centimetres(standing);
	if (rectangleWithin(shape.rings, rectangle)) return 0;
	const corners = cornersOf(rectangle);
	const first = shape.rings[0]?.[0];
	if (first === undefined) return Infinity;
	let [low, high] = [
		0,
		Math.max(...corners.map(({ x, y }) => Math.hypot(x - first.x, y - first.y))) / 100 + toldTo
	];
	while (high - low > toldTo / 2) {
		const middle = (low + high) / 2;
		if (rectangleWithin(metricOffset(shape, middle).rings, rectangle)) high = middle;
		else low = middle;
	}
	return Math.ceil(high / toldTo) * toldTo;
}

/** The corners of a part of a standing building, in metres: the building itself, or its court. */
export function partCorners(standing: Standing, part: 'building' | 'court' | 'both'): Vertex[] {
	const { centre, angle, length, width, court } = standing;
	const whole = width + court;
	const [across, depth] = {
		both: [0, whole],
		building: [court / 2, width],
		court: [-width / 2, court]
	}[part] as [number, number];
	const middle = {
		x: centre.x - across * Math.sin(angle),
		y: centre.y + across * Math.cos(angle)
	};
	return cornersOf({ centre: middle, angle, length, width: depth });
}

/** Whether two buildings stand nearer to each other than the clearance in metres, within the tolerance. */
export function standsTooNear(standing: readonly Standing[], clearance: number): boolean {
	const [one, other] = standing.map((each): MetricShape => ({
		origin: [0, 0],
		rings: [
			partCorners(each, 'both').map(({ x, y }) => ({
				x: Math.round(100 * x),
				y: Math.round(100 * y)
			}))
		]
	}));
	if (!one || !other) return false;
	const kept = metricOffset(one, clearance - (2 * toleranceCentimetres) / 100);
	const lost = metricArea(other) - metricArea(metricDifference(other, [kept]));
	return lost > leastOverlap;
}

/** Direction of the length, in degrees clockwise from the north of the grid, from 0 to 180. */
export function bearingOf(angle: number): number {
	const degrees = 90 - (angle * 180) / Math.PI;
	return ((degrees % 180) + 180) % 180;
}

/** The angle, counterclockwise from the east in radians, of a bearing in degrees. */
export function angleOf(bearing: number): number {
	return ((90 - bearing) * Math.PI) / 180;
}
