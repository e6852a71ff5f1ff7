import * as v from 'valibot';
import { lossReasons } from '#lib/domain/loss-reasons.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const figures = {
	/** Briefs that were lost, the sum of the least surfaces they ask for in hectares, and how many state none. */
	lost: v.number(),
	lostHa: v.number(),
	lostUnstated: v.number(),
	/** The same of briefs that are open, of no plot in particular, and that nothing answered when they came. */
	waiting: v.number(),
	waitingHa: v.number(),
	waitingUnstated: v.number(),
	/** Searches without a result, and the sum of the least surfaces they asked for, in hectares. */
	searches: v.number(),
	searchHa: v.number()
};

const MissingLand = v.object({
	/** SIREN of the EPCI that the account may read. */
	epci: v.array(v.string()),
	/** One an EPCI and month (the first day, AAAA-MM-JJ): a demand for several stands in the line of each. */
	lines: v.array(v.object({ siren: v.string(), month: v.string(), ...figures })),
	/** The same, every demand counted once. */
	total: v.object(figures),
	reasons: v.array(
		v.object({ reason: v.picklist(lossReasons), briefs: v.number(), briefHa: v.number() })
	),
	/** Criteria that alone stood between a demand and the nearest plots. */
	blocking: v.array(v.object({ criterion: v.string(), briefs: v.number(), searches: v.number() }))
});

export type MissingLand = v.InferOutput<typeof MissingLand>;
export type MissingLandLine = MissingLand['lines'][number];

/** A search without a result, as it is counted: nothing in it says who searched. */
export interface MissedSearch {
	territory: string;
	/** First day of the month, AAAA-MM-JJ. */
	month: string;
	epci: readonly string[];
	surfaceMinHa: number | null;
	criteria: readonly string[];
	blocking: readonly string[];
}

/** Land that was asked for and not found. */
export const missingLand = {
	/**
	 * Figures of the EPCI that the account works for, by month of reception.
	 * @param query first and last month, any day of them
	 * @throws BackendError 403 for an account that is no agent, 400 for an empty period
	 */
	read: (
		client: BackendClient,
		query: { territory: string; from: string; to: string }
	): Promise<MissingLand> =>
		call(
			client,
			'missing_land',
			{ p_territory: query.territory, p_from: query.from, p_to: query.to },
			MissingLand
		),

	/** Counts a search without a result; false when the month holds too many different ones. Needs a service client. */
	countSearch: (client: BackendClient, search: MissedSearch): Promise<boolean> =>
		call(
			client,
			'count_missed_search',
			{
				p_search: {
					territory: search.territory,
					month: search.month,
					epci: search.epci,
					surface_min_ha: search.surfaceMinHa,
					criteres: search.criteria,
					bloquants: search.blocking
				}
			},
			v.boolean()
		)
};
