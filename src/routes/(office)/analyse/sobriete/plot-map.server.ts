import { getLocale } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { FreePlots } from '#lib/subjects/ledger/free-plots.ts';
import { ledgerParameters } from '#lib/subjects/ledger/ledger-parameters.ts';
import { plotMap, type PlotGround } from '#lib/subjects/ledger/panels/plot-map.ts';
import type { LedgerPlace } from '#lib/subjects/ledger/ledger-view.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { ledgerHref } from './ledger.server.ts';

/** With more ticks an address of each plot would be a page of its own: a mark then leads to its line in the list. */
const mostInLinks = 30;

interface Shown {
	place: LedgerPlace;
	placeText: string;
	dayText: string | null;
	/** Scenarios of the address, by name of parameter. */
	kept: readonly (readonly [string, string])[];
	free: FreePlots;
}

async function groundOf({ kind, id }: LedgerPlace): Promise<PlotGround> {
	const { ask } = await readTerritory();
	const scope = { kind, id };
	const { frame } = await ask.areas({ level: 'commune', scope });
	const { areas, borders, box } = await ask.areaOutlines({ level: 'commune', frame });
	const own = kind === 'commune' ? areas.find((area) => area.id === id)?.surface : null;
	return { areas, borders, box: own ? boundingBox(own) : box };
}

/** The free plots of a place on a map, each a link that ticks it or no longer; null where no outline is known. */
export async function drawPlotMap({ place, placeText, dayText, kept, free }: Shown) {
	const ids = free.named.map(({ id }) => id);
	const ticked = new Set(ids);
	const isLong = ids.length > mostInLinks;
	const shown = [...free.named, ...free.plots.filter(({ id }) => !ticked.has(id))];
	return plotMap({
		...{ plots: shown, ticked, ground: await groundOf(place), locale: getLocale() },
		hrefOf: ({ id }) => {
			if (isLong) return `#terrains-${id}`;
			const others = ticked.has(id) ? ids.filter((one) => one !== id) : [...ids, id];
			const plots = others.map((one) => [ledgerParameters.plot, one] as const);
			return `${ledgerHref(placeText, dayText, [...kept, ...plots])}#terrains`;
		}
	});
}
