import type { Geometry, MultiPoint, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { expectation, type Expectation } from '#lib/domain/import/expectation.ts';
import { reason, RefusedError } from '#lib/domain/reason.ts';
import { coordinateSystemOf, toDegrees, type CoordinateSystem } from './coordinate-system.ts';
import { fromProjection, projectionsLeadingTo } from './foreign-projection.ts';
import { IntricateRings } from './ring-crossings.ts';
import { selfCrossing } from './self-crossing.ts';

/** A geometry that cannot be used as it is nor mended safely; the message says why, in French. */
export class GeometryFault extends RefusedError {
	override name = 'GeometryFault';
}

export type MendedGeometry = Point | MultiPoint | Polygon | MultiPolygon;

export interface RepairedGeometry {
	/** In degrees (EPSG:4326), rings closed and oriented as RFC 7946 asks. */
	geometry: MendedGeometry;
	system: CoordinateSystem;
	/** What was mended, each kind once. */
	repairs: Expectation[];
	/** Its first position, as the file writes it and in degrees. */
	first: { before: Position; after: Position };
}

const systemRepairs: Record<Exclude<CoordinateSystem, 'foreign'>, Expectation | null> = {
	degrees: null,
	'swapped-degrees': expectation('mended_axes', 'axes remis dans l’ordre longitude, latitude'),
	'lambert-93': projectedFrom('Lambert-93 (EPSG:2154)'),
	'swapped-lambert-93': expectation(
		'mended_axes_projection',
		'coordonnées Lambert-93 (EPSG:2154) aux axes inversés, reprojetées en degrés'
	)
};
const altitudesTaken = expectation('mended_altitudes', 'altitudes retirées');
const cornersTaken = expectation('mended_corners', 'sommets répétés retirés');
const ringsTurned = expectation('mended_rings', 'sens des anneaux remis selon la RFC 7946');
const ringClosed = expectation('mended_ring', 'anneau fermé');

function projectedFrom(projection: string): Expectation {
	const expected = `coordonnées reprojetées de ${projection} en degrés`;
	return expectation('mended_projection', expected, { projection });
}

/** How far apart the two ends of a ring may lie and still be one vertex, in degrees (about 10 cm). */
const closingTolerance = 1e-6;

/**
 * Checks a GeoJSON geometry and mends what can be mended without guessing.
 * @param projection name of the one that somebody says it is in, of `foreign-projection`; found where it is left out
 * @throws GeometryFault for what cannot: other types, NaN, a self-crossing or too intricate ring, positions outside France
 */
export function repairGeometry(input: unknown, projection?: string): RepairedGeometry {
	const geometry = structureOf(input);
	const positions = positionsOf(geometry);
	const { system, convert, repair } = readingOf(positions, projection);
	const repairs = new Set(repair === null ? [] : [repair]);
	if (positions.some((position) => position.length > 2)) repairs.add(altitudesTaken);
	const [before = []] = positions;
	return {
		geometry: mend(geometry, convert, repairs),
		system,
		repairs: [...repairs],
		first: { before, after: convert(before) }
	};
}

/** How positions are read: as they can only be, or by the projection that somebody says they are in. */
function readingOf(positions: readonly Position[], projection: string | undefined) {
	const named = projection === undefined ? null : fromProjection(projection);
	if (named === null) {
		const system = coordinateSystemOf(positions);
		if (system === null) throw outsideFrance(positions);
		return { system, convert: toDegrees(system), repair: systemRepairs[system] };
	}
	const stray = positions.find((position) => !isInFrance(named(position)));
	if (stray) throw strayPosition(stray, `hors de France, lue en ${projection ?? ''}`);
	return {
		...{ system: 'foreign' as const, convert: named },
		repair: projectedFrom(projection ?? '')
	};
}

function strayPosition(position: Position, what: string): GeometryFault {
	const shown = position.join(', ');
	return new GeometryFault(
		`position ${what} (${shown})`,
		reason('geometry_outside', { position: shown })
	);
}

function structureOf(input: unknown): MendedGeometry {
	const candidate = input as Partial<Geometry> | null;
	if (typeof candidate !== 'object' || candidate === null) {
		throw new GeometryFault('une géométrie GeoJSON est attendue', reason('geometry_none'));
	}
	const depth = { Point: 0, MultiPoint: 1, Polygon: 2, MultiPolygon: 3 }[String(candidate.type)];
	if (depth === undefined) {
		throw new GeometryFault(
			`un point ou une surface est attendu, le type reçu est ${String(candidate.type)}`,
			reason('geometry_type', { type: String(candidate.type) })
		);
	}
	if (!isNested((candidate as { coordinates?: unknown }).coordinates, depth)) {
		throw new GeometryFault(
			'chaque position doit être faite de deux nombres au moins',
			reason('geometry_position')
		);
	}
	return candidate as MendedGeometry;
}

/** Whether coordinates are positions of finite numbers, nested as deep as their type asks. */
function isNested(coordinates: unknown, depth: number): boolean {
	if (!Array.isArray(coordinates) || coordinates.length === 0) return false;
	if (depth > 0) return coordinates.every((part) => isNested(part, depth - 1));
	return coordinates.length >= 2 && coordinates.every((number) => Number.isFinite(number));
}

function positionsOf(geometry: MendedGeometry): Position[] {
	switch (geometry.type) {
		case 'Point':
			return [geometry.coordinates];
		case 'MultiPoint':
			return geometry.coordinates;
		case 'Polygon':
			return geometry.coordinates.flat();
		case 'MultiPolygon':
			return geometry.coordinates.flat(2);
	}
}

function isInFrance(position: Position): boolean {
	return coordinateSystemOf([position]) === 'degrees';
}

function outsideFrance(positions: readonly Position[]): GeometryFault {
	const stray = positions.find((position) => coordinateSystemOf([position]) === null);
	const shown = (stray ?? positions[0] ?? []).join(', ');
	const names = stray ? projectionsLeadingTo(stray, isInFrance) : [];
	const hint = names.length > 0 ? ` ; celle-ci y tombe en ${names.join(' ou ')}` : '';
	return new GeometryFault(
		stray
			? `position hors de France (${shown}) : des degrés (EPSG:4326) ou du Lambert-93 (EPSG:2154) sont attendus${hint}`
			: `positions de plusieurs systèmes de coordonnées mêlés (la première : ${shown})`,
		reason(stray ? 'geometry_outside' : 'geometry_mixed', { position: shown })
	);
}

function mend(
	geometry: MendedGeometry,
	convert: (position: Position) => Position,
	repairs: Set<Expectation>
): MendedGeometry {
	const mendRings = (rings: Position[][]): Position[][] =>
		rings.map((ring, index) => mendRing(ring.map(convert), index === 0, repairs));
	switch (geometry.type) {
		case 'Point':
			return { type: 'Point', coordinates: convert(geometry.coordinates) };
		case 'MultiPoint':
			return { type: 'MultiPoint', coordinates: geometry.coordinates.map(convert) };
		case 'Polygon':
			return { type: 'Polygon', coordinates: mendRings(geometry.coordinates) };
		case 'MultiPolygon':
			return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(mendRings) };
	}
}

function mendRing(ring: Position[], isOuter: boolean, repairs: Set<Expectation>): Position[] {
	const distinct = ring.filter((position, index) => !sameAs(position, ring[index - 1], 0));
	if (distinct.length < ring.length) repairs.add(cornersTaken);
	const closed = close(distinct, repairs);
	if (closed.length < 4) {
		throw new GeometryFault(
			'un anneau doit avoir trois sommets distincts au moins',
			reason('ring_short')
		);
	}
	const crossing = crossingOf(closed);
	if (crossing) {
		const position = crossing.join(', ');
		throw new GeometryFault(
			`l’anneau se recoupe près de ${position}`,
			reason('ring_crossing', { position })
		);
	}
	if (isCounterclockwise(closed) === isOuter) return closed;
	repairs.add(ringsTurned);
	return closed.toReversed();
}

function crossingOf(ring: readonly Position[]): Position | null {
	try {
		return selfCrossing(ring);
	} catch (fault) {
		if (!(fault instanceof IntricateRings)) throw fault;
		const count = ring.length - 1;
		throw new GeometryFault(
			`l’anneau de ${String(count)} sommets est trop enchevêtré pour être vérifié`,
			reason('ring_intricate', { count })
		);
	}
}

function close(ring: Position[], repairs: Set<Expectation>): Position[] {
	const [first] = ring;
	const last = ring.at(-1);
	if (!first || !last || sameAs(first, last, 0)) return ring;
	repairs.add(ringClosed);
	// Two ends a few centimetres apart are one vertex written twice.
	const open = sameAs(first, last, closingTolerance) ? ring.slice(0, -1) : ring;
	return [...open, first];
}

function sameAs(one: Position, other: Position | undefined, tolerance: number): boolean {
	const [x = 0, y = 0] = one;
	const [otherX = Number.NaN, otherY = Number.NaN] = other ?? [];
	return Math.abs(x - otherX) <= tolerance && Math.abs(y - otherY) <= tolerance;
}

function isCounterclockwise(ring: readonly Position[]): boolean {
	const [originX = 0, originY = 0] = ring[0] ?? [];
	const twice = ring.slice(1).reduce((sum, [x = 0, y = 0], index) => {
		const [previousX = 0, previousY = 0] = ring[index] ?? [];
		return sum + (previousX - originX) * (y - originY) - (x - originX) * (previousY - originY);
	}, 0);
	return twice > 0;
}
