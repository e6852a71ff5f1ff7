/**
 * Columns that are made when they are first asked for: a page opens with a few of them, and no search asks for all.
 */
export function lazily<Key extends string, Column>(
	makers: Record<Key, () => Column>
): Record<Key, Column> {
	const made = new Map<string, Column>();
	const getters = Object.entries<() => Column>(makers).map(([key, make]) => {
		const get = () => {
			const column = made.get(key) ?? make();
			made.set(key, column);
			return column;
		};
		return [key, { enumerable: true, get }];
	});
	return Object.defineProperties(
		{},
		Object.fromEntries(getters) as PropertyDescriptorMap
	) as Record<Key, Column>;
}
