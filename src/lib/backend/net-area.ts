import * as v from 'valibot';
import { PlotNetArea } from '#lib/domain/net-area.ts';
import { Surface } from '#lib/domain/surface.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

const PlotGrounds = v.array(v.object({ terr_id: v.string(), sol: PlotNetArea }));

/**
 * What is taken off plots for their net areas, by identifier: those that no visitor may see are not among them.
 * @param ids 300 at most
 * @param withBoundaries their limits by what lies beyond also where the territory's setbacks do not depend on it: somebody
 * may set others
 * @throws BackendError
 */
export async function plotGrounds(
	client: BackendClient,
	territory: string,
	ids: readonly string[],
	withBoundaries: boolean
): Promise<Map<string, PlotNetArea>> {
	const asked = { p_territory: territory, p_plots: ids, p_boundaries: withBoundaries };
	const rows = await call(client, 'plots_net_area', asked, PlotGrounds);
	return new Map(rows.map(({ terr_id, sol }) => [terr_id, sol]));
}

/** The same of one plot; null where no visitor may see it. @throws BackendError */
export async function plotGround(
	client: BackendClient,
	territory: string,
	plot: string,
	withBoundaries: boolean
): Promise<PlotNetArea | null> {
	const grounds = await plotGrounds(client, territory, [plot], withBoundaries);
	return grounds.get(plot) ?? null;
}

const UnitedGround = v.pipe(
	v.object({ sol: PlotNetArea, contours: v.array(Surface) }),
	v.transform(({ sol, contours }) => ({ ground: sol, outlines: contours }))
);
/** Several plots as one ground, and the outline of each in degrees. */
export type UnitedGround = v.InferOutput<typeof UnitedGround>;

/**
 * What is taken off sets of plots, each held for one plot, in their order; null where a plot of a set is not to be seen.
 * @param sets 20 at most, of 5 plots at most
 * @throws BackendError
 */
export function unitedGrounds(
	client: BackendClient,
	territory: string,
	sets: readonly (readonly string[])[],
	withBoundaries: boolean
): Promise<(UnitedGround | null)[]> {
	const asked = { p_territory: territory, p_sets: sets, p_boundaries: withBoundaries };
	return call(client, 'united_net_areas', asked, v.array(v.nullable(UnitedGround)));
}

/** What is taken off a site for its net area; null where no visitor may see the site. @throws BackendError */
export function siteNetArea(
	client: BackendClient,
	territory: string,
	site: string
): Promise<PlotNetArea | null> {
	return call(
		client,
		'site_net_area',
		{ p_territory: territory, p_site: site },
		v.nullable(PlotNetArea)
	);
}

/**
 * What is taken off a drawn area for its net area; null where it has no surface.
 * @param shape as the search hands it to the database (`searchArea`)
 * @throws BackendError 422 for an area of more than 10,000 ha
 */
export function areaNetArea(
	client: BackendClient,
	territory: string,
	shape: object
): Promise<PlotNetArea | null> {
	return call(
		client,
		'area_net_area',
		{ p_territory: territory, p_shape: shape },
		v.nullable(PlotNetArea)
	);
}
