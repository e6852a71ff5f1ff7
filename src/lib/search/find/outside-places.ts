import * as v from 'valibot';

/** What our server answers at /lieux: addresses, named places and parcels by the service of geocoding. */
export const OutsidePlaces = v.object({
	/** `off` where the operator asks no service, `silent` where it gave no answer in time. */
	service: v.picklist(['answering', 'silent', 'off']),
	places: v.array(
		v.object({
			kind: v.picklist(['address', 'parcel']),
			id: v.string(),
			name: v.string(),
			detail: v.nullable(v.string()),
			/** Longitude and latitude in degrees. */
			position: v.tuple([v.number(), v.number()])
		})
	)
});
export type OutsidePlaces = v.InferOutput<typeof OutsidePlaces>;
export type OutsidePlace = OutsidePlaces['places'][number];

/** Shorter texts are not asked for: they name half of France. */
export const shortestAddress = 3;
/** Longer than any address. */
export const longestAddress = 120;
