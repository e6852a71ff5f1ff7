import * as v from 'valibot';
import { evidenceSaid } from './inventory.ts';

/** Longest note of a visit, in characters. */
export const longestNote = 1000;

/** What an agent saw of a unit, as the phone keeps it and the server takes it. Days are AAAA-MM-JJ. */
export const Visit = v.object({
	/** A UUID of the phone's: the same visit sent twice is one. */
	id: v.pipe(v.string(), v.uuid()),
	unit: v.string(),
	said: v.picklist(evidenceSaid),
	seen: v.string(),
	/** Since when the unit is so; null where nobody knows. */
	since: v.nullable(v.string()),
	note: v.string(),
	/** Where the agent stood, in degrees, with its precision in metres: null where it was written by hand. */
	position: v.nullable(
		v.object({ lon: v.number(), lat: v.number(), precision: v.nullable(v.number()) })
	)
});

export type Visit = v.InferOutput<typeof Visit>;

export const photoTypes = ['image/jpeg', 'image/webp'] as const;

/** A photo of a visit as the server keeps it. */
export interface VisitPhoto {
	/** A UUID: the photo lies at `constats/<visit>/<id>`. */
	id: string;
	type: (typeof photoTypes)[number];
}

/**
 * A position as a person writes it or copies it from a map: latitude, then longitude, in degrees; decimal commas
 * and points alike.
 * @returns null for what is none
 */
export function readPosition(text: string): { lon: number; lat: number } | null {
	const pair = /^(-?\d{1,2}(?:[.,]\d+)?)°?(?:\s*;\s*|\s*,\s+|\s+|,)(-?\d{1,3}(?:[.,]\d+)?)°?$/.exec(
		text.trim()
	);
	if (pair === null) return null;
	const [lat = NaN, lon = NaN] = pair.slice(1).map((number) => Number(number.replace(',', '.')));
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}
