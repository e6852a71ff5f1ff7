import type { LngLat } from '#lib/domain/feature.ts';

/** The places a visitor can choose among; a commune without a contour has no centre. */
export interface PlaceChoice {
	epci: { siren: string; name: string; colour: string }[];
	communes: {
		insee: string;
		name: string;
		epciSiren: string;
		centre: LngLat | null;
		postcodes: readonly string[];
	}[];
	pois: { id: string; name: string; position: LngLat }[];
}
