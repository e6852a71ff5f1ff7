/**
 * Asks for one item after the other, a few at once, and yields the answers in the order of the items. Whoever stops
 * early, and a question that fails, waits for those that are on their way: nothing of them comes later.
 * @param atOnce questions that are on their way at the same time, at least 1
 * @throws what the first question that failed did
 */
export async function* askedAhead<Item, Answer>(
	items: Iterable<Item>,
	atOnce: number,
	ask: (item: Item) => Promise<Answer>
): AsyncGenerator<Answer> {
	const onTheirWay: Promise<Answer>[] = [];
	try {
		for (const item of items) {
			const asked = ask(item);
			// One that fails before its turn is heard when it comes.
			asked.catch(() => undefined);
			onTheirWay.push(asked);
			if (onTheirWay.length >= atOnce) yield await (onTheirWay.shift() as Promise<Answer>);
		}
		while (onTheirWay.length > 0) yield await (onTheirWay.shift() as Promise<Answer>);
	} finally {
		await Promise.allSettled(onTheirWay);
	}
}
