/** Pure arithmetic on segments given by their ends, in any plane unit. Touching counts as meeting. */

/** On which side of the line a → b the point lies: positive left, negative right, 0 on it. */
function side(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
	return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

/** Whether segments a–b and c–d share a point, ends included. */
export function segmentsMeet(
	ax: number,
	ay: number,
	bx: number,
	by: number,
	cx: number,
	cy: number,
	dx: number,
	dy: number
): boolean {
	if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
	if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
	const c = side(ax, ay, bx, by, cx, cy);
	const d = side(ax, ay, bx, by, dx, dy);
	if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
	const a = side(cx, cy, dx, dy, ax, ay);
	const b = side(cx, cy, dx, dy, bx, by);
	return !((a > 0 && b > 0) || (a < 0 && b < 0));
}

/** Whether segment a–b shares a point with a box. */
export function segmentMeetsBox(
	ax: number,
	ay: number,
	bx: number,
	by: number,
	west: number,
	south: number,
	east: number,
	north: number
): boolean {
	if (Math.max(ax, bx) < west || Math.min(ax, bx) > east) return false;
	if (Math.max(ay, by) < south || Math.min(ay, by) > north) return false;
	const southWest = side(ax, ay, bx, by, west, south);
	const southEast = side(ax, ay, bx, by, east, south);
	const northWest = side(ax, ay, bx, by, west, north);
	const northEast = side(ax, ay, bx, by, east, north);
	const allLeft = southWest > 0 && southEast > 0 && northWest > 0 && northEast > 0;
	return !allLeft && !(southWest < 0 && southEast < 0 && northWest < 0 && northEast < 0);
}

/** Where along a–b (0 at a, 1 at b) it crosses the line through c–d; NaN when they are parallel. */
export function crossingAlong(
	ax: number,
	ay: number,
	bx: number,
	by: number,
	cx: number,
	cy: number,
	dx: number,
	dy: number
): number {
	const a = side(cx, cy, dx, dy, ax, ay);
	const b = side(cx, cy, dx, dy, bx, by);
	return a === b ? Number.NaN : a / (a - b);
}

/** Square of the distance from a point to segment a–b. */
export function squaredDistanceToSegment(
	x: number,
	y: number,
	ax: number,
	ay: number,
	bx: number,
	by: number
): number {
	const [dx, dy] = [bx - ax, by - ay];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
	const t = along < 0 ? 0 : along > 1 ? 1 : along;
	const [nearX, nearY] = [ax + t * dx - x, ay + t * dy - y];
	return nearX * nearX + nearY * nearY;
}
