import type { Vertex } from './metric-shape.ts';

/** A rectangle that stands anywhere, in centimetres of the shape that it is measured with. */
export interface TurnedRectangle {
	centre: Vertex;
	/** Of its length, counterclockwise from the east, in radians. */
	angle: number;
	length: number;
	width: number;
}

/** Its corners, counterclockwise. */
export function cornersOf({ centre, angle, length, width }: TurnedRectangle): Vertex[] {
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const sides = [
		[-1, -1],
		[1, -1],
		[1, 1],
		[-1, 1]
	] as const;
	return sides.map(([along, across]) => {
		const [x, y] = [(along * length) / 2, (across * width) / 2];
		return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
	});
}

/** Whether a rectangle lies within rings, its sides on their edges included; exact but for rounding of doubles. */
export function rectangleWithin(rings: readonly Vertex[][], rectangle: TurnedRectangle): boolean {
	const { centre, angle, length, width } = rectangle;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const [halfLength, halfWidth] = [length / 2, width / 2];
	let isInside = false;
	for (const ring of rings) {
		const last = ring.at(-1);
		if (last === undefined) continue;
		let [fromX, fromY] = turned(last, centre, cos, sin);
		for (const vertex of ring) {
			const [x, y] = turned(vertex, centre, cos, sin);
			if (entersBox(fromX, fromY, x, y, halfLength, halfWidth)) return false;
			if (fromY > 0 !== y > 0 && ((x - fromX) * -fromY) / (y - fromY) + fromX > 0)
				isInside = !isInside;
			[fromX, fromY] = [x, y];
		}
	}
	return isInside;
}

function turned(
	{ x, y }: Vertex,
	centre: Vertex,
	cos: number,
	sin: number
): [along: number, across: number] {
	const [dx, dy] = [x - centre.x, y - centre.y];
	return [dx * cos + dy * sin, dy * cos - dx * sin];
}

/** Whether a segment has a point in the open box around the middle (Liang and Barsky). */
function entersBox(
	fromX: number,
	fromY: number,
	toX: number,
	toY: number,
	halfX: number,
	halfY: number
): boolean {
	let [first, last] = [0, 1];
	const [dx, dy] = [toX - fromX, toY - fromY];
	for (const [step, from, half] of [
		[dx, fromX, halfX],
		[dy, fromY, halfY]
	] as const) {
		if (step === 0) {
			if (Math.abs(from) >= half) return false;
			continue;
		}
		const [one, other] = [(-half - from) / step, (half - from) / step];
		first = Math.max(first, Math.min(one, other));
		last = Math.min(last, Math.max(one, other));
		if (first >= last) return false;
	}
	return true;
}
