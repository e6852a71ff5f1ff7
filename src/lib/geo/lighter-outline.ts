import type { MultiPolygon } from 'geojson';
import { simplify } from '@turf/turf';

/** Degrees by which an outline may be off, tried one after the other: some 20 m first. */
const tolerances = [0.0002, 0.0005, 0.001, 0.002, 0.004, 0.008];

/** An outline as it is, then ever lighter: as little changed as that takes. */
export function* lighterOutlines(outline: MultiPolygon): Generator<MultiPolygon> {
	yield outline;
	for (const tolerance of tolerances) yield simplify(outline, { tolerance, highQuality: true });
}
