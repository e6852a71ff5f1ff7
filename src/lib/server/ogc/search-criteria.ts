import type { Geometry } from 'geojson';
import { shapePolygon, type AreaShape } from '#lib/geo/area-shape.ts';
import type { Criteria } from '#lib/search/criteria.ts';

/** A drawn area as the database takes it: a surface, or a line and how far around it; degrees and km. */
export interface SearchArea {
	area: Geometry;
	widthKm?: number;
	centre?: readonly number[];
	radiusKm?: number;
}

/** Criteria as the SQL function `terrains_matching` takes them. */
export function searchCriteria(criteria: Criteria): object {
	return { ...criteria, shape: criteria.shape && searchArea(criteria.shape) };
}

function searchArea(shape: AreaShape): SearchArea {
	switch (shape.kind) {
		case 'corridor':
			return {
				area: { type: 'LineString', coordinates: shape.line },
				widthKm: shape.widthKm
			};
		case 'circle':
			return { area: shapePolygon(shape), centre: shape.centre, radiusKm: shape.radiusKm };
		default:
			return { area: shapePolygon(shape) };
	}
}
