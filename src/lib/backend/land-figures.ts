import * as v from 'valibot';
import { landCountTables, landSizeLines, type LandFigures } from '#lib/domain/land-figures.ts';
import { sizeBounds } from '#lib/domain/land-market.ts';
import { stagesOnSale } from '#lib/domain/plot.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const key = v.nullable(v.string());
const place = { commune: key, epci: key, site: key };
const Figures = v.object({
	counts: v.array(
		v.object({
			...place,
			table: v.picklist(landCountTables),
			key,
			plots: v.number(),
			squareMetres: v.number(),
			withoutArea: v.number(),
			largestHa: v.nullable(v.number())
		})
	),
	sizes: v.array(
		v.object({
			kind: v.string(),
			id: v.string(),
			line: v.picklist(landSizeLines),
			hectares: v.number(),
			bound: v.number(),
			plots: v.number()
		})
	),
	sources: v.array(
		v.object({
			...place,
			onSale: v.boolean(),
			withArea: v.boolean(),
			occupancy: v.string(),
			source: v.string(),
			date: v.string(),
			demonstration: v.boolean()
		})
	)
});

/** @see supabase/schemas/indicators */
export const landFigures = {
	/**
	 * The land that whoever asks may see, counted by place and value.
	 * @param query.days ISO dates, ascending: a plot on sale counts at the first that it can be had on, else after the last
	 * @param query.without keys of plots that are left out
	 */
	read: (
		client: BackendClient,
		query: { territory: string; days: readonly string[]; without?: readonly string[] }
	): Promise<LandFigures> =>
		call(
			client,
			'land_figures',
			{
				...{ p_territory: query.territory, p_on_sale: stagesOnSale, p_days: query.days },
				...{ p_bounds: sizeBounds, p_without: query.without ?? [] }
			},
			Figures,
			true
		)
};
