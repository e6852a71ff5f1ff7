import type { Geometry } from 'geojson';
import { shapePolygon, type AreaShape } from '#lib/geo/area-shape.ts';
import { stagesOnSale } from '#lib/domain/plot.ts';
import { offered } from '#lib/search/criteria/sale.ts';
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
	return { ...withStages(criteria), shape: criteria.shape && searchArea(criteria.shape) };
}

/** What can be had in the database's own words: the stages of it, and known to be one of them. */
function withStages(criteria: Criteria): Criteria {
	if (!offered.isAsked(criteria) || criteria.wishes.offered !== undefined) return criteria;
	return {
		...criteria,
		saleStages: [...stagesOnSale],
		wishes: { ...criteria.wishes, 'sale-stage': undefined },
		strict: [...criteria.strict, 'sale-stage']
	};
}

/** A drawn area as the database takes it. */
export function searchArea(shape: AreaShape): SearchArea {
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
