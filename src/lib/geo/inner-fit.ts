import { Clipper, FillRule } from 'clipper2-ts';
import type { Vertex } from './metric-shape.ts';

/** Turned rings are laid on a grid of a tenth of a millimetre, so that turning loses nothing that counts. */
export const gridPerCentimetre = 100;

/** The rings turned by an angle in radians, counterclockwise, on the fine grid. */
export function turnRings(rings: readonly Vertex[][], radians: number): Vertex[][] {
	const [cos, sin] = [gridPerCentimetre * Math.cos(radians), gridPerCentimetre * Math.sin(radians)];
	return rings.map((ring) =>
		ring.map(({ x, y }) => ({
			x: Math.round(x * cos - y * sin),
			y: Math.round(x * sin + y * cos)
		}))
	);
}

/** The places of an upright rectangle's lower-left corner where the edge from `p` to `q` enters the rectangle. */
function forbiddenBy(p: Vertex, q: Vertex, width: number, height: number): Vertex[] {
	const [from, to] = p.x <= q.x ? [p, q] : [q, p];
	const [left, right] = [from.x - width, to.x - width];
	const [below, belowTo] = [from.y - height, to.y - height];
	if (from.y <= to.y)
		return [
			{ x: left, y: below },
			{ x: from.x, y: below },
			{ x: to.x, y: belowTo },
			{ x: to.x, y: to.y },
			{ x: right, y: to.y },
			{ x: left, y: from.y }
		];
	return [
		{ x: left, y: below },
		{ x: right, y: belowTo },
		{ x: to.x, y: belowTo },
		{ x: to.x, y: to.y },
		{ x: from.x, y: from.y },
		{ x: left, y: from.y }
	];
}

/**
 * Where the lower-left corner of an upright rectangle may stand so that the rectangle lies within the rings; no ring
 * where it fits nowhere. All on one grid.
 * @param rings outlines counterclockwise, holes clockwise
 */
export function innerFit(rings: readonly Vertex[][], width: number, height: number): Vertex[][] {
	const forbidden = rings.flatMap((ring) =>
		ring.map((vertex, at) =>
			forbiddenBy(vertex, ring[(at + 1) % ring.length] ?? vertex, width, height)
		)
	);
	return Clipper.difference([...rings], forbidden, FillRule.NonZero);
}
