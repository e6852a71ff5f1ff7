import { bbox, featureCollection, intersect, point, polygon, union, voronoi } from '@turf/turf';
import type { Feature, MultiPolygon, Point, Polygon, Position } from 'geojson';

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

/**
 * Shapes that a territory can be shown with until its official contours are known: each commune gets the part
 * of the outline that is nearer to its point than to any other (Voronoi), each EPCI the union of its communes.
 * @param outline of the whole territory, in degrees
 * @throws RangeError naming the commune whose cell is empty or whose point is doubled
 */
export function approximateContours(
	points: readonly RepresentativePoint[],
	outline: Polygon
): ApproximateContours {
	// A degree of longitude is shorter than one of latitude: nearness is judged on a local flat map.
	const stretch = Math.cos((meanLatitude(points) * Math.PI) / 180);
	const flatOutline = polygon(mapRings(outline.coordinates, ([x = 0, y = 0]) => [x * stretch, y]));
	const cells = voronoiCells(points, flatOutline, stretch);
	const toDegrees = (shape: Feature<Polygon | MultiPolygon>): MultiPolygon => ({
		type: 'MultiPolygon',
		coordinates: partsOf(shape.geometry).map((rings) =>
			mapRings(rings, ([x = 0, y = 0]) => [round(x / stretch), round(y)])
		)
	});
	const communes = new Map<string, MultiPolygon>();
	const members = new Map<string, Feature<Polygon>[]>();
	points.forEach((commune, index) => {
		const cell = cells[index];
		const shape = cell && intersect(featureCollection([cell, flatOutline]));
		if (!cell || !shape) throw emptyCell(commune);
		communes.set(commune.insee, toDegrees(shape));
		members.set(commune.epci, [...(members.get(commune.epci) ?? []), cell]);
	});
	const epci = new Map<string, MultiPolygon>();
	for (const [siren, parts] of members) {
		// Whole cells share their vertices exactly: dissolving before clipping leaves no slivers.
		const dissolved = parts.length > 1 ? union(featureCollection(parts)) : parts[0];
		const shape = dissolved && intersect(featureCollection([dissolved, flatOutline]));
		if (shape) epci.set(siren, toDegrees(shape));
	}
	return { communes, epci };
}

function voronoiCells(
	points: readonly RepresentativePoint[],
	outline: Feature<Polygon>,
	stretch: number
): (Feature<Polygon> | undefined)[] {
	const seeds: Feature<Point>[] = points.map(({ lon, lat }) => point([lon * stretch, lat]));
	return voronoi(featureCollection(seeds), { bbox: bbox(outline) }).features;
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
