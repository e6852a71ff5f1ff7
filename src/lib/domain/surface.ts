import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';

/** Land as GeoJSON says it, of one part or several, with holes or without. */
export const Surface = v.custom<Polygon | MultiPolygon>(
	(input) =>
		typeof input === 'object' &&
		input !== null &&
		'type' in input &&
		(input.type === 'Polygon' || input.type === 'MultiPolygon'),
	'une surface'
);
export type Surface = v.InferOutput<typeof Surface>;
