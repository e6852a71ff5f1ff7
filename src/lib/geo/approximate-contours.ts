import { bbox, featureCollection, intersect, point, polygon, union, voronoi } from '@turf/turf';
import type { Feature, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { joiningPoints } from './joining-points.ts';

/** A commune as a point: longitude and latitude in degrees, near the middle of its land. */
export interface RepresentativePoint {
	insee: string;
	epci: string;
	lon: number;
	lat: number;
}

/** Shapes in degrees (EPSG:4326): one a commune by INSEE code, one an EPCI by SIREN. */
export interface ApproximateContours {
	communes: Map<string, MultiPolygon>;
	epci: Map<string, MultiPolygon>;
}

/** About a centimetre: vertices that two neighbours share stay the same once rounded. */
const decimals = 7;

/** Joining one piece may cut off another: rarely more than once. */
const mostPasses = 4;

/**
 * Shapes that a territory can be shown with until its official contours are known: each commune gets the part
 * of the outline that is nearer to its point than to any other (Voronoi), each EPCI the union of its communes. Where
 * that cuts an EPCI in pieces, which the law has in one, the communes between them get points that join them.
 * @param outline of the whole territory, in degrees
 * @throws RangeError naming the commune whose cell is empty or whose point is doubled
 */
export function approximateContours(
	points: readonly RepresentativePoint[],
	outline: Polygon
): ApproximateContours {
	// A degree of longitude is shorter than one of latitude: nearness is judged on a local flat map.
	const stretch = Math.cos((meanLatitude(points) * Math.PI) / 180);
	const flatMap: FlatMap = {
		stretch,
		outline: polygon(mapRings(outline.coordinates, ([x = 0, y = 0]) => [x * stretch, y]))
	};
	let cells = voronoiCells(points, flatMap);
	let communes = communesOf(cells, flatMap);
	let joining = joiningPoints(points, communes);
	for (let pass = 1; pass < mostPasses && joining.length > 0; pass++) {
		const seeds = [...cells.map(({ seed }) => seed), ...joining];
		const joined = voronoiCells(seeds, flatMap);
		const shapes = communesOf(joined, flatMap);
		const left = joiningPoints(points, shapes);
		// Two EPCI that cross each other cannot both be of one piece.
		if (left.length >= joining.length) break;
		[cells, communes, joining] = [joined, shapes, left];
	}
	return { communes, epci: shapesBy(cells, ({ epci }) => epci, flatMap) };
}

/** The outline with longitudes shortened by `stretch`. */
interface FlatMap {
	stretch: number;
	outline: Feature<Polygon>;
}

interface Cell {
	seed: RepresentativePoint;
	/** On the flat map, not yet clipped; nothing for a point that is doubled. */
	shape: Feature<Polygon> | undefined;
}

function voronoiCells(
	seeds: readonly RepresentativePoint[],
	{ stretch, outline }: FlatMap
): Cell[] {
	const places: Feature<Point>[] = seeds.map(({ lon, lat }) => point([lon * stretch, lat]));
	const { features } = voronoi(featureCollection(places), { bbox: bbox(outline) });
	// Turf leaves holes in its list, whatever its type says.
	const shapes: readonly (Feature<Polygon> | undefined)[] = features;
	return seeds.map((seed, index) => ({ seed, shape: shapes[index] }));
}

function communesOf(cells: readonly Cell[], flatMap: FlatMap): Map<string, MultiPolygon> {
	const communes = shapesBy(cells, ({ insee }) => insee, flatMap);
	for (const { seed, shape } of cells)
		if (!shape || !communes.has(seed.insee)) throw emptyCell(seed);
	return communes;
}

/** The clipped unions of the cells that have one key; a key without any surface is left out. */
function shapesBy(
	cells: readonly Cell[],
	keyOf: (seed: RepresentativePoint) => string,
	{ stretch, outline }: FlatMap
): Map<string, MultiPolygon> {
	const toDegrees = (shape: Polygon | MultiPolygon): MultiPolygon => ({
		type: 'MultiPolygon',
		coordinates: partsOf(shape).map((rings) =>
			mapRings(rings, ([x = 0, y = 0]) => [round(x / stretch), round(y)])
		)
	});
	const shapes = new Map<string, MultiPolygon>();
	for (const [key, members] of Map.groupBy(cells, ({ seed }) => keyOf(seed))) {
		const parts = members.flatMap(({ shape }) => shape ?? []);
		// Whole cells share their vertices exactly: dissolving before clipping leaves no slivers.
		const dissolved = parts.length > 1 ? union(featureCollection(parts)) : parts[0];
		const shape = dissolved && intersect(featureCollection([dissolved, outline]));
		if (shape) shapes.set(key, toDegrees(shape.geometry));
	}
	return shapes;
}

function emptyCell({ insee, lon, lat }: RepresentativePoint): RangeError {
	return new RangeError(
		`Commune ${insee} : son point (${lon}, ${lat}) ne laisse aucune surface ; un point distinct, à l’intérieur du contour du territoire, est attendu.`
	);
}

function meanLatitude(points: readonly RepresentativePoint[]): number {
	return points.reduce((sum, { lat }) => sum + lat, 0) / points.length;
}

function partsOf(shape: Polygon | MultiPolygon): Position[][][] {
	return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

function mapRings(rings: Position[][], change: (position: Position) => Position): Position[][] {
	return rings.map((ring) => ring.map(change));
}

function round(degrees: number): number {
	return Number(degrees.toFixed(decimals));
}
