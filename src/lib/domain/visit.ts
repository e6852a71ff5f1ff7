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
	/** Where the agent stood, in degrees, with its precision in metres. */
	position: v.nullable(v.object({ lon: v.number(), lat: v.number(), precision: v.number() }))
});

export type Visit = v.InferOutput<typeof Visit>;
