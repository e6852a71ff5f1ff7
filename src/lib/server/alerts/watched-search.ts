import type { SeenPlots } from '#lib/domain/alert.ts';
import { readAddress, type AddressFault } from '#lib/search/address.ts';
import type { Atlas } from '#lib/search/atlas.ts';
import { plotName } from '#lib/search/list-row.ts';
import { searchPlots } from '#lib/search/search-plots.ts';

/** A plot as a mail says it. */
export interface ToldPlot {
	id: string;
	name: string;
	commune: string | null;
	/** Floor of a space in a building, else gross area of the land; null where the source does not say. */
	areaM2: number | null;
	isSpace: boolean;
	/** Price asked, € per m² before tax; null where none is shown. */
	price: number | null;
	demonstration: boolean;
}

/** What a watched search finds, or why it cannot be run any more. */
export type WatchedAnswer =
	| { faults: AddressFault[]; unknownPlaces: string[]; plots: null }
	| { faults: null; unknownPlaces: null; plots: ToldPlot[] };

/**
 * Runs a search that was kept as an address, as the map's page does. One that names what the search or the territory
 * no longer knows is not run: its answer would be another search's.
 */
export function watchedAnswer(atlas: Atlas, search: string): WatchedAnswer {
	const { criteria, faults } = readAddress(new URLSearchParams(search));
	const epci = new Set(atlas.epci.map(({ siren }) => siren));
	const communes = new Set(atlas.communes.map(({ insee }) => insee));
	const unknownPlaces = [
		...criteria.epci.filter((siren) => !epci.has(siren)),
		...criteria.communes.filter((insee) => !communes.has(insee))
	];
	if (faults.length + unknownPlaces.length > 0) return { faults, unknownPlaces, plots: null };
	const { passing } = searchPlots(atlas, criteria);
	return { faults: null, unknownPlaces: null, plots: passing.flatMap((at) => told(atlas, at)) };
}

function told(atlas: Atlas, index: number): ToldPlot[] {
	const plot = atlas.placedPlots[index]?.plot;
	if (plot === undefined) return [];
	const isSpace = plot.offer === 'Local';
	const land = plot.areaHa === null ? null : plot.areaHa * 10_000;
	return [
		{
			...{ id: plot.id, name: plotName(plot), commune: plot.communeName, isSpace },
			areaM2: isSpace ? plot.space.areaM2 : land,
			price: plot.askingPrice,
			demonstration: plot.provenance.demonstration
		}
	];
}

/** What an alert keeps of its answer. */
export function seenOf(plots: readonly ToldPlot[]): SeenPlots {
	return Object.fromEntries(plots.map(({ id, name, price }) => [id, [name, price] as const]));
}
