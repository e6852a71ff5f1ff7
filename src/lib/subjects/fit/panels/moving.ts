import type { Vertex } from '#lib/geo/metric-shape.ts';
import type { Standing } from '../rules/standing.ts';

/** Where an event points, in metres of the shape's origin, north up. */
export function pointedAt(svg: SVGSVGElement, { clientX, clientY }: MouseEvent): Vertex {
	const matrix = svg.getScreenCTM();
	if (matrix === null) return { x: 0, y: 0 };
	const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
	return { x, y: -y };
}

/** The same building, so many metres to the east and to the north. */
export function moved(standing: Standing, east: number, north: number): Standing {
	const { x, y } = standing.centre;
	return { ...standing, centre: { x: x + east, y: y + north } };
}

/** The same building with its length towards a point. */
export function turnedTowards(standing: Standing, { x, y }: Vertex): Standing {
	const { centre } = standing;
	return { ...standing, angle: Math.atan2(y - centre.y, x - centre.x) };
}

/** Corners in metres as a ring in whole centimetres. */
export function centimetreRing(corners: readonly Vertex[]): Vertex[] {
	return corners.map(({ x, y }) => ({ x: Math.round(x * 100), y: Math.round(y * 100) }));
}
