import { putWithin } from '#lib/domain/put-within.ts';

/** So many counts are remembered of one reading; the one that was kept first goes first. */
const most = 2_000;

const countsOf = new WeakMap<object, Map<string, number>>();

/**
 * How many features a query matches, counted once a reading: a client that leafs through a collection asks it for
 * every page.
 * @param texts those of the reading
 * @param query what is asked, less the page
 */
export function countKept(texts: object, query: string) {
	const counts = countsOf.get(texts) ?? new Map<string, number>();
	countsOf.set(texts, counts);
	return {
		known: counts.get(query) ?? null,
		keep: (count: number) => {
			putWithin(counts, most, query, count);
		}
	};
}
