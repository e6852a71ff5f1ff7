import type { Box, LngLat } from '#lib/domain/feature.ts';

/** Cells of the frame along each side. */
const cells = 48;

/**
 * At most so many of some points, chosen evenly over a box: every part of it shows some before any shows more. Of a
 * part the first come first.
 * @param points what to choose from, the preferred first
 * @returns those chosen, ascending
 */
export function spreadEvenly(
	points: readonly number[],
	positionOf: (point: number) => LngLat,
	[west, south, east, north]: Box,
	most: number
): number[] {
	if (points.length <= most) return points.toSorted((one, other) => one - other);
	const place = (value: number, low: number, high: number) =>
		Math.min(cells - 1, Math.max(0, Math.floor((cells * (value - low)) / (high - low || 1))));
	const byCell = new Map<number, number[]>();
	for (const point of points) {
		const [lng, lat] = positionOf(point);
		const cell = place(lng, west, east) * cells + place(lat, south, north);
		const others = byCell.get(cell);
		if (others) others.push(point);
		else byCell.set(cell, [point]);
	}
	const chosen: number[] = [];
	const lists = [...byCell.values()];
	for (let round = 0; chosen.length < most; round += 1)
		for (const list of lists) {
			const point = list[round];
			if (point !== undefined && chosen.length < most) chosen.push(point);
		}
	return chosen.sort((one, other) => one - other);
}
