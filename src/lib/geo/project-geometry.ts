import type { Geometry, Position } from 'geojson';

function deep(coordinates: unknown, project: (position: Position) => Position): unknown {
	if (!Array.isArray(coordinates)) return coordinates;
	return typeof coordinates[0] === 'number'
		? project(coordinates as Position)
		: coordinates.map((part) => deep(part, project));
}

/** A geometry with each of its positions brought to another system; a collection of geometries as it is. */
export function projectGeometry<Shape extends Geometry>(
	geometry: Shape,
	project: (position: Position) => Position
): Shape {
	if (geometry.type === 'GeometryCollection') return geometry;
	return { ...geometry, coordinates: deep(geometry.coordinates, project) };
}
