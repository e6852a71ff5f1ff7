import * as v from 'valibot';
import { Boundaries, PlotNetArea } from '#lib/domain/net-area.ts';
import { call } from './call.ts';
import type { BackendClient } from './client.ts';

/** What is taken off a plot for its net area; null where no visitor may see the plot. @throws BackendError */
export function plotNetArea(
	client: BackendClient,
	territory: string,
	plot: string
): Promise<PlotNetArea | null> {
	return call(
		client,
		'plot_net_area',
		{ p_territory: territory, p_plot: plot },
		v.nullable(PlotNetArea)
	);
}

/**
 * The same, with the plot's limit by what lies beyond also where the territory's setbacks do not depend on it: somebody may
 * set others. @throws BackendError
 */
export async function plotGround(
	client: BackendClient,
	territory: string,
	plot: string
): Promise<PlotNetArea | null> {
	const [ground, boundaries] = await Promise.all([
		plotNetArea(client, territory, plot),
		call(
			client,
			'plot_boundaries',
			{ p_territory: territory, p_plot: plot },
			v.nullable(Boundaries)
		)
	]);
	return ground && { ...ground, boundaries: boundaries ?? [] };
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
