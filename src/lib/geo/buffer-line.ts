import { buffer, cleanCoords, lineString, truncate } from '@turf/turf';
import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * What lies within `widthKm` of a line in degrees, as turf.buffer draws it, to six decimals.
 * @throws RangeError when nothing does: a line of fewer than two positions, a width of zero
 */
export function bufferLine(line: Position[], widthKm: number): Polygon | MultiPolygon {
	const around =
		line.length < 2 ? undefined : buffer(lineString(line), widthKm, { units: 'kilometers' });
	if (!around || widthKm <= 0) throw new RangeError('Une ligne et une largeur sont attendues.');
	return cleanCoords(truncate(around.geometry, { precision: 6, coordinates: 2 })) as
		Polygon | MultiPolygon;
}
