import { plotListName, writePlotList } from '#lib/search/plot-list-address.ts';

// Apart from what reads an address whole: the page links, and need not know every criterion for it.

/** Beside each other on a page. */
export const mostCompared = 6;
export const differencesName = 'differences';

/**
 * The address of the same comparison with other plots, or with one parameter changed; its `?` first, empty for nothing.
 * @param changed `null` takes a parameter out
 */
export function comparisonAddress(
	parameters: URLSearchParams,
	plots: readonly string[],
	changed: Readonly<Record<string, string | null>> = {}
): string {
	const others = new URLSearchParams(parameters);
	others.delete(plotListName);
	for (const [name, value] of Object.entries(changed)) {
		if (value === null) others.delete(name);
		else others.set(name, value);
	}
	const address = [writePlotList(plots), others.toString()].filter((part) => part !== '').join('&');
	return address === '' ? '' : `?${address}`;
}
