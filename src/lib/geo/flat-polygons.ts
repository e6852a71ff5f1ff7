import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * Many polygons in four typed arrays, so that a search reads numbers and not trees.
 * Shape s is made of polygons `shapes[s]` to `shapes[s + 1]` (excluded), polygon p of rings `polygons[p]` to
 * `polygons[p + 1]` (the first its outline, the others its holes), ring r of vertices `rings[r]` to `rings[r + 1]`,
 * closed as GeoJSON closes them. Vertex v stands at `coordinates[2 v]` (longitude), `coordinates[2 v + 1]` (latitude).
 */
export interface FlatPolygons {
	coordinates: Float64Array;
	rings: Uint32Array;
	polygons: Uint32Array;
	shapes: Uint32Array;
}

/** Boxes of shapes in degrees, one column a side. */
export interface BoxColumns {
	west: Float64Array;
	south: Float64Array;
	east: Float64Array;
	north: Float64Array;
}

type Surface = Polygon | MultiPolygon;

function partsOf(geometry: Surface): Position[][][] {
	return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

function emptyFor(geometries: readonly Surface[]): FlatPolygons {
	let polygons = 0;
	let rings = 0;
	let vertices = 0;
	for (const geometry of geometries)
		for (const part of partsOf(geometry)) {
			polygons += 1;
			rings += part.length;
			for (const ring of part) vertices += ring.length;
		}
	return {
		coordinates: new Float64Array(2 * vertices),
		rings: new Uint32Array(rings + 1),
		polygons: new Uint32Array(polygons + 1),
		shapes: new Uint32Array(geometries.length + 1)
	};
}

/** Lays geometries out flat, in their order. A position without two numbers becomes NaN and meets nothing. */
export function flattenPolygons(geometries: readonly Surface[]): FlatPolygons {
	const flat = emptyFor(geometries);
	const { coordinates, rings, polygons, shapes } = flat;
	let polygon = 0;
	let ring = 0;
	let cursor = 0;
	geometries.forEach((geometry, shape) => {
		for (const part of partsOf(geometry)) {
			for (const positions of part) {
				for (let at = 0; at < positions.length; at += 1) {
					const position = positions[at] as Position;
					coordinates[cursor] = position[0] ?? Number.NaN;
					coordinates[cursor + 1] = position[1] ?? Number.NaN;
					cursor += 2;
				}
				ring += 1;
				rings[ring] = cursor / 2;
			}
			polygon += 1;
			polygons[polygon] = ring;
		}
		shapes[shape + 1] = polygon;
	});
	return flat;
}

/** Box of every shape; that of an empty one is inside out and meets nothing. */
export function boxesOf({ coordinates, rings, polygons, shapes }: FlatPolygons): BoxColumns {
	const count = shapes.length - 1;
	const [west, south] = [
		new Float64Array(count).fill(Infinity),
		new Float64Array(count).fill(Infinity)
	];
	const [east, north] = [
		new Float64Array(count).fill(-Infinity),
		new Float64Array(count).fill(-Infinity)
	];
	for (let shape = 0; shape < count; shape += 1) {
		const first = rings[polygons[shapes[shape] as number] as number] as number;
		const end = rings[polygons[shapes[shape + 1] as number] as number] as number;
		let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
		for (let at = 2 * first; at < 2 * end; at += 2) {
			const x = coordinates[at] as number;
			const y = coordinates[at + 1] as number;
			if (x < x1) x1 = x;
			if (x > x2) x2 = x;
			if (y < y1) y1 = y;
			if (y > y2) y2 = y;
		}
		west[shape] = x1;
		south[shape] = y1;
		east[shape] = x2;
		north[shape] = y2;
	}
	return { west, south, east, north };
}

/** Mean of each shape's vertices, the closing ones left out: what turf.centroid answers. */
export function centresOf({ coordinates, rings, polygons, shapes }: FlatPolygons): {
	lng: Float64Array;
	lat: Float64Array;
} {
	const count = shapes.length - 1;
	const [lng, lat] = [new Float64Array(count), new Float64Array(count)];
	for (let shape = 0; shape < count; shape += 1) {
		const firstRing = polygons[shapes[shape] as number] as number;
		const endRing = polygons[shapes[shape + 1] as number] as number;
		let [x, y, vertices] = [0, 0, 0];
		for (let ring = firstRing; ring < endRing; ring += 1) {
			const closing = 2 * ((rings[ring + 1] as number) - 1);
			for (let at = 2 * (rings[ring] as number); at < closing; at += 2) {
				x += coordinates[at] as number;
				y += coordinates[at + 1] as number;
				vertices += 1;
			}
		}
		lng[shape] = x / vertices;
		lat[shape] = y / vertices;
	}
	return { lng, lat };
}
