import type { LngLat } from '#lib/domain/feature.ts';

const kmPerDegree = (6371.0088 * Math.PI) / 180;
/** Between two points of a round corner or end. */
const cornerStep = Math.PI / 8;

/**
 * Outline, open, of what lies within `widthKm` of a line: to be drawn, not to be searched with, because on the inner
 * side of a sharp bend it overlaps itself. Turf's buffer would weigh more than all of Turf that the page uses.
 */
export function corridorOutline(line: readonly LngLat[], widthKm: number): LngLat[] {
	const distinct = line.filter(
		([lng, lat], at) => lng !== line[at - 1]?.[0] || lat !== line[at - 1]?.[1]
	);
	// There along the right, back along the other side: the way back turns at the end as at any corner.
	const way = [...distinct, ...distinct.slice(1, -1).toReversed()];
	return way.flatMap((corner, at) => {
		const before = way.at(at - 1) ?? corner;
		const after = way[(at + 1) % way.length] ?? corner;
		return aroundCorner(before, corner, after, widthKm);
	});
}

/** Points at the width from a corner, from the right of the way in to the right of the way out. */
function aroundCorner(before: LngLat, corner: LngLat, after: LngLat, widthKm: number): LngLat[] {
	const east = kmPerDegree * Math.cos((corner[1] * Math.PI) / 180);
	const heading = (from: LngLat, to: LngLat) =>
		Math.atan2((to[1] - from[1]) * kmPerDegree, (to[0] - from[0]) * east);
	const wayIn = heading(before, corner);
	const turn = leftTurn(heading(corner, after) - wayIn);
	const steps = turn > 0 ? Math.ceil(turn / cornerStep) : 1;
	return Array.from({ length: steps + 1 }, (_, step): LngLat => {
		const angle = wayIn - Math.PI / 2 + (turn * step) / steps;
		return [
			corner[0] + (widthKm * Math.cos(angle)) / east,
			corner[1] + (widthKm * Math.sin(angle)) / kmPerDegree
		];
	});
}

/** An angle between -π (excluded) and π, half a turn counted as a left one: the corner at an end is outside. */
function leftTurn(angle: number): number {
	const turned = angle - 2 * Math.PI * Math.ceil((angle - Math.PI - 1e-9) / (2 * Math.PI));
	return turned;
}
