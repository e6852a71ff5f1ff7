import type { MultiPolygon, Position } from 'geojson';
import type { RepresentativePoint } from './approximate-contours.ts';
import { distanceKm } from './distance-km.ts';

/** A border that is shorter is a neck: on the map what lies behind it looks like a hole in the land of others. In km. */
const shortestBorder = 1;

/** Where the points that join two communes stand on the way from one to the other. */
const onTheWay = [1 / 3, 2 / 3];

/**
 * Points that join the pieces of each EPCI, which is "d'un seul tenant et sans enclave" (CGCT, L. 5214-1, L. 5216-1):
 * between the two communes of two pieces that lie nearest to each other, one for each of them.
 * @param communes their surfaces by INSEE code, in degrees; neighbours share their vertices
 * @returns nothing where every EPCI is of one piece
 */
export function joiningPoints(
	points: readonly RepresentativePoint[],
	communes: ReadonlyMap<string, MultiPolygon>
): RepresentativePoint[] {
	return [...Map.groupBy(points, ({ epci }) => epci).values()].flatMap((members) => {
		const [largest = [], ...others] = piecesOf(members, communes).sort(
			(one, other) => other.length - one.length
		);
		return others.flatMap((piece) => pointsBetween(...nearestPair(piece, largest)));
	});
}

/** The communes that hang together by borders that are long enough. */
function piecesOf(
	members: readonly RepresentativePoint[],
	communes: ReadonlyMap<string, MultiPolygon>
): RepresentativePoint[][] {
	const borders = new Map(members.map(({ insee }) => [insee, edgesOf(communes.get(insee))]));
	const left = new Set(members);
	const pieces: RepresentativePoint[][] = [];
	for (const first of left) {
		const piece = [first];
		left.delete(first);
		for (const reached of piece)
			for (const other of left)
				if (borderKm(borders.get(reached.insee), borders.get(other.insee)) >= shortestBorder) {
					left.delete(other);
					piece.push(other);
				}
		pieces.push(piece);
	}
	return pieces;
}

/** Lengths in km by edge, whichever way it is walked. */
type Edges = ReadonlyMap<string, number>;

function edgesOf(surface: MultiPolygon | undefined): Edges {
	const edges = new Map<string, number>();
	for (const ring of surface?.coordinates.flat() ?? [])
		for (const [index, end] of ring.entries()) {
			const start = ring[index - 1];
			if (start) edges.set([start.join(' '), end.join(' ')].sort().join(','), lengthKm(start, end));
		}
	return edges;
}

function lengthKm([x = 0, y = 0]: Position, [otherX = 0, otherY = 0]: Position): number {
	return distanceKm([x, y], [otherX, otherY]);
}

function borderKm(edges: Edges = new Map(), others: Edges = new Map()): number {
	let shared = 0;
	for (const [edge, km] of edges) if (others.has(edge)) shared += km;
	return shared;
}

type Pair = [RepresentativePoint, RepresentativePoint];

function nearestPair(
	piece: readonly RepresentativePoint[],
	others: readonly RepresentativePoint[]
): Pair {
	const pairs = piece.flatMap((one) => others.map((other): Pair => [one, other]));
	const apart = ([one, other]: Pair) => distanceKm([one.lon, one.lat], [other.lon, other.lat]);
	return pairs.reduce((nearest, pair) => (apart(pair) < apart(nearest) ? pair : nearest));
}

function pointsBetween(...[one, other]: Pair): RepresentativePoint[] {
	return onTheWay.map((share, index) => ({
		...(index === 0 ? one : other),
		lon: one.lon + share * (other.lon - one.lon),
		lat: one.lat + share * (other.lat - one.lat)
	}));
}
