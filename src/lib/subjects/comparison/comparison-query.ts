import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { readAddress } from '#lib/search/address.ts';
import { readPlotList, writePlotList } from '#lib/search/plot-list-address.ts';

/** Beside each other on a page. */
export const mostCompared = 6;
export const differencesName = 'differences';

/** What the address of a comparison asks. */
export interface ComparisonQuery {
	/** Plots to compare, at most `mostCompared`. */
	compared: string[];
	/** Plots that the address names beyond these. */
	beyond: string[];
	/** Only the lines in which the plots differ. */
	differencesOnly: boolean;
	/** By which what stands around is counted: sectors and radii of the search that led here. */
	criteria: Criteria;
}

export function readComparison(parameters: URLSearchParams): ComparisonQuery {
	const named = readPlotList(parameters);
	return {
		compared: named.slice(0, mostCompared),
		beyond: named.slice(mostCompared),
		differencesOnly: parameters.get(differencesName) === 'oui',
		criteria: readAddress(parameters, noCriteria).criteria
	};
}

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
	others.delete('plots');
	for (const [name, value] of Object.entries(changed)) {
		if (value === null) others.delete(name);
		else others.set(name, value);
	}
	const address = [writePlotList(plots), others.toString()].filter((part) => part !== '').join('&');
	return address === '' ? '' : `?${address}`;
}
