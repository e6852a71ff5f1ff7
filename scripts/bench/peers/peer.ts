import type { LngLat, Box } from '#lib/domain/feature.ts';
import type { Nginx } from './nginx.ts';

/** Another server of the table `terrain_eco`, on the same database. */
export interface Peer extends Nginx {
	/** The path of a page of so many features, in a box or from the start of the collection. */
	page: (limit: number, box?: Box) => string;
	/** The path of the plots that touch an area and meet the four attribute criteria of `asked-search.ts`. */
	search: (ring: readonly LngLat[], limit: number) => string;
}
