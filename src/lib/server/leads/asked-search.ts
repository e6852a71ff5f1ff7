import { readAddress, writeAddress, type AddressFault } from '#lib/search/address.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { blockingCriteria } from '#lib/search/blocking-criteria.ts';
import { noCriteria, type Criteria, type CriterionId } from '#lib/search/criteria.ts';
import { searchPlots } from '#lib/search/search-plots.ts';

/** A search as a brief keeps it, and what it found on the day. */
export interface AskedSearch {
	criteria: Criteria;
	/** Query string of the map that asks the same, without its `?`. */
	address: string;
	asked: CriterionId[];
	found: number;
	blocking: CriterionId[];
}

/** Runs criteria over the territory's plots. */
export function runSearch(atlas: Atlas, criteria: Criteria): AskedSearch {
	const { evaluation, passing } = searchPlots(atlas, criteria);
	return {
		criteria,
		address: writeAddress(criteria),
		asked: evaluation.asked.map(({ id }) => id).filter((id) => id !== 'offered'),
		found: passing.length,
		blocking: passing.length === 0 ? blockingCriteria(evaluation) : []
	};
}

/** The criteria of an address, without the parameters that are not the search's. */
export function criteriaOfAddress(
	parameters: URLSearchParams,
	others: readonly string[]
): { criteria: Criteria; faults: AddressFault[] } {
	const own = new URLSearchParams([...parameters].filter(([name]) => !others.includes(name)));
	const { criteria, faults } = readAddress(own);
	return { criteria, faults };
}

/** Criteria that were kept, as today's search knows them: what it no longer knows is left out. */
export function keptCriteria(kept: Record<string, unknown>): Criteria {
	const known = Object.fromEntries(
		Object.entries(kept).filter(([key]) => Object.hasOwn(noCriteria, key))
	);
	const address = writeAddress({ ...noCriteria, ...known });
	return readAddress(new URLSearchParams(address)).criteria;
}
