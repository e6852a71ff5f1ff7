/** Plots of the first write; each later one is of twice as many. */
const firstWrite = 400;
/** What is lost at most where the server is killed between two writes: some minutes of a thread that nobody waits for. */
const mostInWrite = 25_600;

export interface Computing<Page extends { last: string | null }, Computed> {
	/** Plots that are to be computed, in the order of their keys, behind one of them; the last that was looked at. */
	due: (after: string) => Promise<Page>;
	/** Of a page; of fewer plots once it is not to go on. */
	compute: (page: Page) => Promise<readonly Computed[]>;
	/** Writes some at once: readers of the embedded database pass in between. */
	keep: (computed: readonly Computed[]) => Promise<unknown>;
	/** How many those are. */
	atOnce: number;
	goesOn: () => boolean;
}

/**
 * Computes something of every plot that is due, page by page. What was computed is written in lots that grow: a write
 * has the territory read again, and the calls of a lot follow each other sooner than a large territory is read.
 * @returns how many plots were computed
 */
export async function keepComputed<Page extends { last: string | null }, Computed>({
	due,
	compute,
	keep,
	atOnce,
	goesOn
}: Computing<Page, Computed>): Promise<number> {
	let [count, after, wanted] = [0, '', firstWrite];
	let waiting: Computed[] = [];
	const write = async () => {
		for (let at = 0; at < waiting.length; at += atOnce) await keep(waiting.slice(at, at + atOnce));
		count += waiting.length;
		waiting = [];
	};
	try {
		while (goesOn()) {
			const page = await due(after);
			if (page.last === null) break;
			after = page.last;
			waiting.push(...(await compute(page)));
			if (waiting.length < wanted) continue;
			await write();
			wanted = Math.min(2 * wanted, mostInWrite);
		}
	} finally {
		// What was computed before a page that fails is not computed again.
		await write();
	}
	return count;
}
