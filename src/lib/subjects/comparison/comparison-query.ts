import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { readAddress } from '#lib/search/address.ts';
import { readPlotList } from '#lib/search/plot-list-address.ts';
import { differencesName, mostCompared } from './comparison-address.ts';

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
