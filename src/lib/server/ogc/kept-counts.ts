/** So many counts are remembered; the one that was kept first goes first. */
const most = 2_000;

let revision = '';
const counts = new Map<string, number>();

/**
 * How many features a query matches, counted once a revision: a client that leafs through a collection asks it for
 * every page.
 * @param etag that of the records
 * @param query what is asked, less the page
 */
export function countKept(etag: string, query: string) {
	if (etag !== revision) counts.clear();
	revision = etag;
	return {
		known: counts.get(query) ?? null,
		keep: (count: number) => {
			if (etag !== revision) return;
			const [oldest] = counts.keys();
			if (counts.size >= most && oldest !== undefined) counts.delete(oldest);
			counts.set(query, count);
		}
	};
}
