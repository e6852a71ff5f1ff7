import { toLngLat, type Box, type LngLat } from '#lib/domain/feature.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import type { Atlas } from './atlas.ts';

/** The places that a visitor chooses from, by name. */
export interface Places {
	epci: { siren: string; name: string }[];
	communes: { insee: string; name: string; epciSiren: string; centre: LngLat | null }[];
	pois: { id: string; name: string; position: LngLat }[];
}

/** What stands for a commune on every page is no finer than that. */
const roundToMetre = (centre: LngLat) =>
	toLngLat(centre.map((degrees) => Number(degrees.toFixed(5))));

const byName = (one: { name: string }, other: { name: string }) =>
	one.name.localeCompare(other.name, 'fr');

/** EPCI in their order; communes and points of interest by name. */
export function placesOf(atlas: Atlas): Places {
	return {
		epci: atlas.epci.map(({ siren, name }) => ({ siren, name })),
		communes: atlas.communes
			.map(({ insee, name, epciSiren, geometry }) => ({
				insee,
				name,
				epciSiren,
				centre: geometry === null ? null : roundToMetre(centreOf(geometry))
			}))
			.toSorted(byName),
		pois: atlas.pois.map(({ id, name, position }) => ({ id, name, position })).toSorted(byName)
	};
}

/** Box of the EPCI; null while no contour is known. */
export function territoryBox(atlas: Atlas): Box | null {
	return unionOfBoxes(
		atlas.epci.flatMap(({ geometry }) => (geometry === null ? [] : [boundingBox(geometry)]))
	);
}
