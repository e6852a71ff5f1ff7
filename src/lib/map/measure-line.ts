import type { FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { LngLat } from '#lib/domain/feature.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { distanceKm } from '#lib/geo/distance-km.ts';
import {
	formatHectares,
	formatKilometres,
	formatNumber,
	formatSquareMetres
} from '#lib/ui/format.ts';

export type Measured = 'length' | 'area';

/** Kilometres along a line, on a sphere. */
export function lengthKm(points: readonly LngLat[]): number {
	return points.reduce(
		(sum, point, index) => sum + distanceKm(points[index - 1] ?? point, point),
		0
	);
}

/** Hectares that a line encloses once it is closed; 0 for fewer than three corners. */
export function enclosedHa(points: readonly LngLat[]): number {
	const [first] = points;
	if (first === undefined || points.length < 3) return 0;
	return areaHectares({ type: 'Polygon', coordinates: [[...points, first]] });
}

/** A length as people say it: metres below a kilometre, two decimals below ten. */
export function lengthText(km: number, locale: string): string {
	if (km < 1) return `${formatNumber(km * 1000, locale)}\u202Fm`;
	return formatKilometres(km, locale, km < 10 ? 2 : 1);
}

/** An area as people say it: square metres below a hectare. */
export function areaText(ha: number, locale: string): string {
	return ha < 1 ? formatSquareMetres(ha * 10_000, locale) : formatHectares(ha, locale);
}

type Drawn = LineString | Polygon | Point;

/** What a measurement looks like: its line, the surface in it, and its points. */
export function measureFeatures(
	points: readonly LngLat[],
	measured: Measured
): FeatureCollection<Drawn> {
	const isClosed = measured === 'area' && points.length > 2;
	const line = isClosed ? [...points, ...points.slice(0, 1)] : [...points];
	const drawn: Drawn[] = [
		...(line.length > 1 ? [{ type: 'LineString' as const, coordinates: line }] : []),
		// A surface without any is no reason to leave out its line.
		...(isClosed ? [{ type: 'Polygon' as const, coordinates: [line] }] : []),
		...points.map((coordinates) => ({ type: 'Point' as const, coordinates }))
	];
	return {
		type: 'FeatureCollection',
		features: drawn.map((geometry) => ({ type: 'Feature', properties: {}, geometry }))
	};
}
