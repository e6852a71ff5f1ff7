import type { Firm } from '#lib/domain/firm.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { cardPath } from '#lib/search/list-row.ts';
import { overviewByEpci } from '#lib/search/overview.ts';
import { territoryBox } from '#lib/search/places.ts';
import { standingOn } from '#lib/search/standing-on.ts';
import { territoryPicture } from '../picture/territory-picture.ts';
import { keptIn } from '#lib/domain/kept-in.ts';
import { plotWhereabouts } from './plot-whereabouts.ts';
import type { Reading } from './reading.ts';

export const overviewOf = keptIn(({ atlas }: Reading) => overviewByEpci(atlas));

type Key = { id: string };

/** Where records stand by what names them, so that a card costs the same among 300 plots and 300,000. */
export const registers = keptIn(({ atlas }: Reading) => ({
	plots: new Map(atlas.placedPlots.map((placed) => [placed.plot.id, placed])),
	plotsOfSite: Map.groupBy(atlas.plots, ({ siteId }) => siteId),
	firms: new Map(atlas.firms.map((firm) => [firm.siret, firm])),
	firmsOfPlot: firmsOfPlots(atlas.firms),
	brownfields: new Map(atlas.brownfields.map((brownfield) => [brownfield.id, brownfield]))
}));

function firmsOfPlots(firms: readonly Firm[]): Map<string, Firm[]> {
	const found = new Map<string, Firm[]>();
	for (const firm of firms)
		for (const id of firm.plotIds) found.set(id, [...(found.get(id) ?? []), firm]);
	return found;
}

function firmsOn(reading: Reading, plots: readonly Plot[]): Firm[] {
	const { firmsOfPlot } = registers(reading);
	const found = new Set(plots.flatMap(({ id }) => firmsOfPlot.get(id) ?? []));
	return [...found].sort((one, other) => (one.siret < other.siret ? -1 : 1));
}

const standings = keptIn(({ atlas }: Reading) => standingOn(atlas.placedPlots));

/** Every card that search engines may list: its address without language, and when its record was last checked. */
const cardPages = keptIn(({ atlas }: Reading) => [
	...atlas.epci.map(({ siren }) => ({ path: cardPath.epci(siren), updated: null })),
	...atlas.sites.map(({ id, updated }) => ({ path: cardPath.sites(id), updated })),
	...atlas.plots.map(({ id, updated }) => ({ path: cardPath.terrains(id), updated })),
	...atlas.brownfields.map(({ id, updated }) => ({ path: cardPath.friches(id), updated })),
	...atlas.firms.map(({ siret, updated }) => ({ path: cardPath.etablissements(siret), updated }))
]);

/** What each card shows; null where no record has the key. */
export const cardQuestions = {
	cardPages: (reading: Reading) => cardPages(reading),

	/** A picture for networks, as PNG: of a plot, or of the territory where `plot` is null; null where there is none. */
	picture: (reading: Reading, { plot }: { plot: string | null }) => {
		const chosen = plot === null ? null : registers(reading).plots.get(plot);
		if (chosen === undefined) return null;
		return territoryPicture(reading.atlas, territoryBox(reading.atlas), chosen);
	},

	plotCard: (reading: Reading, { id }: Key) => {
		const placed = registers(reading).plots.get(id);
		if (!placed) return null;
		const standing = standings(reading)(placed);
		return { placed, firms: firmsOn(reading, [placed.plot]), standing };
	},

	/** A plot with what its printed sheet shows of its surroundings. */
	plotSheet: (reading: Reading, { id }: Key) => {
		const placed = registers(reading).plots.get(id);
		if (!placed) return null;
		const around = plotWhereabouts(reading, placed);
		return { placed, around, onPlot: firmsOn(reading, [placed.plot]).map(({ name }) => name) };
	},

	siteCard: (reading: Reading, { id }: Key) => {
		const site = reading.atlas.siteById.get(id);
		if (!site) return null;
		const plots = registers(reading).plotsOfSite.get(id) ?? [];
		return { site, plots, firms: firmsOn(reading, plots) };
	},

	firmCard: (reading: Reading, { id }: Key) => {
		const { firms, plots: placed } = registers(reading);
		const firm = firms.get(id);
		if (!firm) return null;
		const plots = firm.plotIds.flatMap((plot) => placed.get(plot)?.plot ?? []);
		const siteIds = new Set(plots.map(({ siteId }) => siteId));
		return { firm, plots, sites: reading.atlas.sites.filter(({ id }) => siteIds.has(id)) };
	},

	brownfieldCard: (reading: Reading, { id }: Key) => {
		const brownfield = registers(reading).brownfields.get(id);
		return brownfield ? { brownfield } : null;
	},

	epciCard: (reading: Reading, { id }: Key) => {
		const { epci, communes, sites } = reading.atlas;
		const found = epci.find(({ siren }) => siren === id);
		const figures = overviewOf(reading).find(({ siren }) => siren === id);
		if (!found || !figures) return null;
		return {
			epci: { ...found, geometry: null },
			figures,
			communes: communes
				.filter(({ epciSiren }) => epciSiren === id)
				.map(({ insee, name, population }) => ({ insee, name, population }))
				.toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
			sites: sites
				.filter(({ epciSiren }) => epciSiren === id)
				.map(({ id, name, areaHa }) => ({ id, name, areaHa }))
		};
	}
};
