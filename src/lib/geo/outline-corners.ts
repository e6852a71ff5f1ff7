import type { MultiPolygon, Polygon, Position } from 'geojson';

type Outline = Polygon | MultiPolygon;

/** Where a corner is: of which part, of which ring of it (the outer one first, then its holes), and which of that. */
export interface CornerPlace {
	part: number;
	ring: number;
	at: number;
}

export interface OutlineCorner extends CornerPlace {
	position: Position;
	/** Of the side that leads to the next corner. */
	middle: Position;
}

/** A ring with fewer corners encloses nothing. */
const fewestCorners = 3;

const partsOf = (outline: Outline): Position[][][] =>
	outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;

/** What outlines are written to: about a centimetre. */
const rounded = (position: Position): Position =>
	position.slice(0, 2).map((degrees) => Number(degrees.toFixed(7)));

/** Each corner of an outline once, ring by ring. */
export function cornersOf(outline: Outline): OutlineCorner[] {
	return partsOf(outline).flatMap((rings, part) =>
		rings.flatMap((closed, ring) =>
			closed.slice(0, -1).map((position, at) => {
				const next = closed[at + 1] ?? position;
				const middle = position.map((degrees, axis) => (degrees + (next[axis] ?? degrees)) / 2);
				return { part, ring, at, position, middle };
			})
		)
	);
}

/** An outline one of whose rings has other corners; it stays closed. */
function withRing(
	outline: Outline,
	{ part, ring }: CornerPlace,
	change: (corners: Position[]) => Position[]
): Outline {
	const parts = partsOf(outline).map((rings, ofPart) =>
		rings.map((closed, ofRing) => {
			if (ofPart !== part || ofRing !== ring) return closed;
			const corners = change(closed.slice(0, -1));
			return [...corners, ...corners.slice(0, 1)];
		})
	);
	return outline.type === 'Polygon'
		? { type: 'Polygon', coordinates: parts[0] ?? [] }
		: { type: 'MultiPolygon', coordinates: parts };
}

export function moveCorner(outline: Outline, place: CornerPlace, to: Position): Outline {
	return withRing(outline, place, (corners) => corners.with(place.at, rounded(to)));
}

/** Adds a corner after another one. */
export function addCorner(outline: Outline, place: CornerPlace, position: Position): Outline {
	return withRing(outline, place, (corners) =>
		corners.toSpliced(place.at + 1, 0, rounded(position))
	);
}

/** Takes a corner out; null where the ring would enclose nothing without it. */
export function removeCorner(outline: Outline, place: CornerPlace): Outline | null {
	const ring = partsOf(outline)[place.part]?.[place.ring] ?? [];
	if (ring.length - 1 <= fewestCorners) return null;
	return withRing(outline, place, (corners) => corners.toSpliced(place.at, 1));
}
