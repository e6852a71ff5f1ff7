/** Points on the square of Web Mercator, which is 1 wide: x to the east, y to the south. */
export interface MercatorPoints {
	x: Float64Array;
	y: Float64Array;
}

/** Puts points of degrees on the square of Web Mercator. */
export function toMercator(
	points: readonly (readonly [lng: number, lat: number])[]
): MercatorPoints {
	const x = new Float64Array(points.length);
	const y = new Float64Array(points.length);
	points.forEach(([lng, lat], index) => {
		x[index] = lng / 360 + 0.5;
		const sine = Math.sin((lat * Math.PI) / 180);
		y[index] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
	});
	return { x, y };
}

/** Cells in a row of the grid: their numbers stay whole, however small the cells. */
const row = 2 ** 24;

/**
 * Groups points that lie near each other: each point that is in no group yet gathers those around it.
 * @param chosen indexes of the points that count
 * @param radius on the square of Web Mercator
 * @returns the indexes of each group of two or more
 */
export function clusterPoints(
	{ x, y }: MercatorPoints,
	chosen: readonly number[],
	radius: number
): number[][] {
	const cells = new Map<number, number[]>();
	const cellOf = (index: number) =>
		Math.floor((x[index] ?? 0) / radius) * row + Math.floor((y[index] ?? 0) / radius);
	for (const index of chosen) {
		const cell = cellOf(index);
		const held = cells.get(cell);
		if (held) held.push(index);
		else cells.set(cell, [index]);
	}
	const grouped = new Uint8Array(x.length);
	const groups: number[][] = [];
	for (const index of chosen) {
		if (grouped[index]) continue;
		const group = gather(index);
		for (const member of group) grouped[member] = 1;
		if (group.length > 1) groups.push(group);
	}
	return groups;

	/** What lies around a point and is in no group yet, the point itself among it. */
	function gather(index: number): number[] {
		const [atX, atY, cell] = [x[index] ?? 0, y[index] ?? 0, cellOf(index)];
		const group: number[] = [];
		for (let across = -1; across <= 1; across += 1)
			for (let down = -1; down <= 1; down += 1)
				for (const other of cells.get(cell + across * row + down) ?? []) {
					const [away, below] = [(x[other] ?? 0) - atX, (y[other] ?? 0) - atY];
					if (!grouped[other] && away * away + below * below <= radius * radius) group.push(other);
				}
		return group;
	}
}
