import * as v from 'valibot';
import { sizeBounds, type LandDemand, type LandMarket } from '#lib/domain/land-market.ts';
import { lossReasons } from '#lib/domain/loss-reasons.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const Demand = v.object({
	all: v.boolean(),
	from: v.string(),
	counts: v.array(
		v.object({
			measure: v.picklist(['briefs', 'lost', 'searches', 'reason']),
			line: v.string(),
			count: v.number()
		})
	)
});

const Sales = v.object({
	all: v.boolean(),
	from: v.string(),
	to: v.string(),
	sales: v.nullable(v.object({ plots: v.number(), hectares: v.number(), withoutArea: v.number() }))
});

/** The database leaves out what it does not tell; to whoever sees all, what is not there is none. */
function readDemand({ all, from, counts }: v.InferOutput<typeof Demand>): LandDemand {
	const of = (measure: string, size: number) =>
		counts.find((one) => one.measure === measure && one.line === String(size))?.count ??
		(all ? 0 : null);
	const reasons = lossReasons.flatMap((reason) => {
		const told = counts.find(({ measure, line }) => measure === 'reason' && line === reason);
		return told ? [{ reason, lost: told.count }] : [];
	});
	return {
		...{ all, from },
		classes: [...sizeBounds.keys(), -1].map((size) => ({
			size,
			briefs: of('briefs', size),
			lost: of('lost', size),
			searches: of('searches', size)
		})),
		reasons: reasons.toSorted((a, b) => b.lost - a.lost)
	};
}

export const landMarket = {
	/**
	 * What was asked for in 24 months and sold in five years, with the rights of the client.
	 * @param place of the territory, or one EPCI of it by its SIREN
	 * @throws BackendError 404 for a place that is none
	 */
	read: async (
		client: BackendClient,
		place: { territory: string; epci: string | null }
	): Promise<LandMarket> => {
		const parameters = { p_territory: place.territory, p_epci: place.epci };
		const [demand, sales] = await Promise.all([
			call(client, 'demand_by_size', parameters, Demand),
			call(client, 'sales_pace', parameters, Sales)
		]);
		return { demand: readDemand(demand), sales };
	}
};
