import type { Feature, Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** How near, in pixels, a neighbour's corner or side draws the pointer. */
const reach = 12;

type Point = { x: number; y: number };

/**
 * The nearest corner, else the nearest side, of the neighbours within reach of a point of the screen;
 * undefined when none is. In degrees, to seven decimals: the same corner for both plots.
 */
export function snapToNeighbours(
	map: MapLibreMap,
	neighbours: readonly Feature[],
	{ x, y }: Point
): Position | undefined {
	const rings = neighbours
		.flatMap(ringsOf)
		.map((ring) => ring.map((at) => map.project(lngLat(at))));
	const corners = rings.flat().map((corner) => ({ at: corner, pixels: pixels(corner, { x, y }) }));
	const sides = rings.flatMap((ring) =>
		ring.slice(1).map((end, index) => {
			const at = nearestOn(ring[index] ?? end, end, { x, y });
			return { at, pixels: pixels(at, { x, y }) };
		})
	);
	const nearest = closest(corners) ?? closest(sides);
	if (!nearest) return undefined;
	const { lng, lat } = map.unproject([nearest.at.x, nearest.at.y]);
	return [Number(lng.toFixed(7)), Number(lat.toFixed(7))];
}

function closest(candidates: readonly { at: Point; pixels: number }[]) {
	return candidates
		.filter(({ pixels }) => pixels <= reach)
		.toSorted((one, other) => one.pixels - other.pixels)[0];
}

const lngLat = ([lng = 0, lat = 0]: Position): [number, number] => [lng, lat];
const pixels = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

function ringsOf({ geometry }: Feature): Position[][] {
	if (geometry.type === 'Polygon') return geometry.coordinates;
	return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

function nearestOn(start: Point, end: Point, point: Point): Point {
	const [dx, dy] = [end.x - start.x, end.y - start.y];
	const length = dx * dx + dy * dy;
	const along = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
	const share = Math.min(1, Math.max(0, along));
	return { x: start.x + share * dx, y: start.y + share * dy };
}
