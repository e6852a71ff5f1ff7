import type { Box, LngLat } from '#lib/domain/feature.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { shapeToText } from '#lib/search/shape-text.ts';
import { drawnRing, randomNumbers } from './synthetic-plots.ts';

export const areaMinHa = 1;
const saleStages = ['en vente', 'en vente avec contraintes'] as const;
/** What is not known eliminates nobody. */
export const acceptedStages = [...saleStages, 'inconnu'] as const;

/** The four attribute criteria of every measured search. */
export const fourCriteria: Criteria = {
	...noCriteria,
	areaMinHa,
	saleStages: [...saleStages],
	tenures: ['Vente', 'Location'],
	readyToBuild: true
};

/** Polygons of 200 vertices, each about a tenth of a box, and never the same twice: no memory of answers serves them. */
export function drawnPolygons([west, south, east, north]: Box, seed: number): () => LngLat[] {
	const random = randomNumbers(seed);
	const [width, height] = [east - west, north - south];
	return () => {
		const centre: LngLat = [
			west + width * (0.35 + 0.3 * random()),
			south + height * (0.35 + 0.3 * random())
		];
		// Half the width, as `drawnRing` stretches what it draws by half.
		const unit = Math.min(width / 1.5, height);
		const ring = drawnRing(random, centre, 200, 0.14 * unit, 0.25 * unit);
		return ring.map(([x, y]): LngLat => [Number(x.toFixed(5)), Number(y.toFixed(5))]);
	};
}

/** The search as the path of a page of our OGC API. */
export function searchPath(ring: LngLat[], limit: number): string {
	const parameters = new URLSearchParams({
		recherche: 'oui',
		limit: String(limit),
		surface_min: String(areaMinHa),
		terr_cle_en_main: 'oui',
		forme: shapeToText({ kind: 'polygon', ring })
	});
	for (const stage of fourCriteria.saleStages) parameters.append('terr_stade_comm', stage);
	for (const tenure of fourCriteria.tenures) parameters.append('terr_cession_type', tenure);
	return `/ogc/collections/terrains/items?${parameters}`;
}
