/** How long a visitor stays on nothing before it counts: less is a slider on its way, in ms. */
const staying = 5_000;

/**
 * Tells the server, once a visitor has stayed on it, that a search found no plot. What is sent is the search, and
 * nothing of who searches. Answers how to take it back.
 * @param told searches of this page that were told already
 */
export function signalMissedSearch(query: string, told: string[]): () => void {
	if (query === '' || told.includes(query)) return () => undefined;
	const timer = setTimeout(() => {
		told.push(query);
		void fetch('/recherche-vide', {
			method: 'POST',
			body: query,
			credentials: 'omit',
			keepalive: query.length < 60_000
		}).catch(() => undefined);
	}, staying);
	return () => clearTimeout(timer);
}
