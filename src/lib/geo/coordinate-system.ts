import type { Position } from 'geojson';
import { fromLambert93 } from './lambert-93.ts';

/** How a file writes its positions. */
export type CoordinateSystem =
	'degrees' | 'swapped-degrees' | 'lambert-93' | 'swapped-lambert-93' | 'foreign';

type Extent = readonly [west: number, south: number, east: number, north: number];

/** Metropolitan France with a margin for its neighbours, then the overseas departments, in degrees. */
const metropolitan: Extent = [-5.6, 41, 10, 51.6];
const overseas: readonly Extent[] = [
	[-63.5, 14, -60.5, 18.5],
	[-55, 2, -51, 6.2],
	[55, -21.6, 56.1, -20.6],
	[44.8, -13.2, 45.5, -12.4]
];

/** Whether a position in degrees is where Lambert-93 is the projection of the law. */
export const isMetropolitan = (position: Position) => within(position, metropolitan);

/** Metropolitan France in EPSG:2154, in metres. */
const lambert: Extent = [0, 6_000_000, 1_300_000, 7_200_000];

function within([x = Number.NaN, y = Number.NaN]: Position, extent: Extent): boolean {
	const [west, south, east, north] = extent;
	return x >= west && x <= east && y >= south && y <= north;
}

function swap([x = Number.NaN, y = Number.NaN]: Position): Position {
	return [y, x];
}

/**
 * The system that all these positions can only be in, judged by their magnitude; null when they fit none.
 * The ranges do not overlap: a longitude of France is never one of its latitudes.
 */
export function coordinateSystemOf(
	positions: readonly Position[]
): Exclude<CoordinateSystem, 'foreign'> | null {
	const all = (fits: (position: Position) => boolean): boolean => positions.every(fits);
	if (positions.length === 0) return null;
	if (all((position) => within(position, metropolitan))) return 'degrees';
	if (all((position) => within(swap(position), metropolitan))) return 'swapped-degrees';
	if (all((position) => within(position, lambert))) return 'lambert-93';
	if (all((position) => within(swap(position), lambert))) return 'swapped-lambert-93';
	return overseas.some((extent) => all((position) => within(position, extent))) ? 'degrees' : null;
}

/** A function that turns a position of the system into longitude and latitude in degrees. */
export function toDegrees(
	system: Exclude<CoordinateSystem, 'foreign'>
): (position: Position) => Position {
	switch (system) {
		case 'degrees':
			return ([lon = Number.NaN, lat = Number.NaN]) => [lon, lat];
		case 'swapped-degrees':
			return swap;
		case 'lambert-93':
			return fromLambert93;
		case 'swapped-lambert-93':
			return (position) => fromLambert93(swap(position));
	}
}
