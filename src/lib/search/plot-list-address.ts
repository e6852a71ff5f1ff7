/** How an address names plots: `plots=id,id`, as a basket and an export do. */
export const plotListName = 'plots';
/** More than a visitor gathers by hand, and fewer than fill an address. */
export const mostListedPlots = 200;
/** Of a plot's identifier. */
const longestId = 120;

/** Every identifier that an address names, each once, in their order; what no identifier can be is left in, to be told. */
export function namedPlots(parameters: URLSearchParams): string[] {
	const named = parameters
		.getAll(plotListName)
		.flatMap((list) => list.split(','))
		.map((id) => id.trim().slice(0, longestId))
		.filter((id) => id !== '');
	return [...new Set(named)];
}

/** Those of them that a basket or an export takes. */
export function readPlotList(parameters: URLSearchParams): string[] {
	return namedPlots(parameters).slice(0, mostListedPlots);
}

/** The parameter that names plots, as it stands in an address: commas stay, so that people can read it. */
export function writePlotList(ids: readonly string[]): string {
	return ids.length === 0 ? '' : `${plotListName}=${ids.map(encodeURIComponent).join(',')}`;
}
