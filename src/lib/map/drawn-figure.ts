import type { Feature } from 'geojson';
import { toLngLat } from '#lib/domain/feature.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { areaText, lengthKm, lengthText } from './measure-line.ts';

/** How large an area is that grows on the map, or how long a line; empty for what has no size yet. */
export function drawnFigure({ geometry }: Feature, locale: string): string {
	if (geometry.type === 'LineString')
		return lengthText(lengthKm(geometry.coordinates.map(toLngLat)), locale);
	return geometry.type === 'Polygon' ? areaText(areaHectares(geometry), locale) : '';
}
