import { askedAhead } from '#lib/backend/asked-ahead.ts';
import { putWithin } from '#lib/domain/put-within.ts';
import { countedHectares, type AskedGround, type AskedRules } from '../asked-ground.server.ts';

/** Free plots whose areas are counted anew for one visitor: each takes the database 15 to 40 ms. */
export const mostCounted = 200;
/** Plots that are counted at the same time, so that others get their answers between them. */
const atOnce = 4;

type NetAreas = ReadonlyMap<string, number | null>;

/** The last ones: who turns the page asks for the same. */
const kept = new Map<string, Promise<NetAreas>>();
const mostKept = 12;

interface CountedPlots {
	ids: readonly string[];
	rules: AskedRules;
	groundOf: (id: string) => Promise<AskedGround | null>;
	/** Changes when any record does. */
	state: string;
}

/**
 * Net hectares by identifier as somebody's own rules leave them, each as the page of its building says it; null where a
 * plot has gone.
 */
export function ownNetAreas({ ids, rules, groundOf, state }: CountedPlots): Promise<NetAreas> {
	const key = JSON.stringify([state, rules.own, ids]);
	const known = kept.get(key);
	if (known) return known;
	const counted = Array.fromAsync(
		askedAhead(ids, atOnce, async (id): Promise<[string, number | null]> => {
			const ground = await groundOf(id);
			return [id, ground && countedHectares(ground, rules)];
		})
	).then((areas) => new Map(areas));
	putWithin(kept, mostKept, key, counted);
	counted.catch(() => kept.delete(key));
	return counted;
}
