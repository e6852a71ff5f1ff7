import * as v from 'valibot';
import { PlotNetArea } from '#lib/domain/net-area.ts';
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
