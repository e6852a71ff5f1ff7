import { putWithin } from './put-within.ts';

/**
 * What is under way or done for a key, begun once. What fails is let go, and begun again by who asks next.
 * @param most how many are kept: the one that was begun first goes first
 */
export function keptPromise<Key, Value>(
	kept: Map<Key, Promise<Value>>,
	key: Key,
	begin: () => Promise<Value>,
	most = Infinity
): Promise<Value> {
	const known = kept.get(key);
	if (known) return known;
	const begun = begin();
	putWithin(kept, most, key, begun);
	begun.catch(() => {
		// Another may have been begun since, where this one had gone.
		if (kept.get(key) === begun) kept.delete(key);
	});
	return begun;
}
