/** Puts an entry into a map that holds so many at most: the one that was put first goes first. */
export function putWithin<Key, Value>(
	map: Map<Key, Value>,
	most: number,
	key: Key,
	value: Value
): void {
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}
