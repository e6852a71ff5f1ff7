import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Commune, Epci, Poi } from '#lib/domain/place.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';
import type { PoiType } from '#lib/domain/vocabulary.ts';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { distanceKm } from '#lib/geo/distance-km.ts';

/** The records of a territory, as the OGC collections give them. */
export interface Records {
	epci: Epci[];
	communes: Commune[];
	sites: Site[];
	plots: Plot[];
	firms: Firm[];
	brownfields: Brownfield[];
	pois: Poi[];
}

/** Nearest point of interest of a kind and its straight-line distance in km. */
export interface Nearest {
	poi: Poi;
	km: number;
}

/** A plot with what every search needs of it, computed once. */
export interface PlacedPlot {
	plot: Plot;
	/** The site the plot belongs to, when it is known. */
	site: Site | null;
	centre: LngLat;
	box: Box;
	junction: Nearest | null;
	station: Nearest | null;
	port: Nearest | null;
	/** Lower-case text without accents that the text search looks in. */
	words: string;
}

/** The searchable whole of a territory. */
export interface Atlas extends Records {
	placedPlots: PlacedPlot[];
	siteById: ReadonlyMap<string, Site>;
}

/** Joins plots to their sites and computes centres, boxes and nearest points once. */
export function buildAtlas(records: Records): Atlas {
	const siteById = new Map(records.sites.map((site) => [site.id, site]));
	const nearest = (type: PoiType) => nearestOf(records.pois.filter((poi) => poi.type === type));
	const [junction, station, port] = [
		nearest('échangeur autoroutier'),
		nearest('gare de voyageurs'),
		nearest('port')
	];
	const placedPlots = records.plots.map((plot) => {
		const site = plot.siteId === null ? null : (siteById.get(plot.siteId) ?? null);
		const centre = centreOf(plot.geometry);
		return {
			plot,
			site,
			centre,
			box: boundingBox(plot.geometry),
			junction: junction(centre),
			station: station(centre),
			port: port(centre),
			words: searchWords([
				plot.id,
				plot.lot,
				plot.siteName,
				site?.name,
				plot.communeName,
				plot.epciName
			])
		};
	});
	return { ...records, placedPlots, siteById };
}

function nearestOf(pois: readonly Poi[]): (from: LngLat) => Nearest | null {
	return (from) => {
		let best: Nearest | null = null;
		for (const poi of pois) {
			const km = distanceKm(from, poi.position);
			if (best === null || km < best.km) best = { poi, km };
		}
		return best;
	};
}

/** Text in lower case and without accents, so that "Charleville-Mezieres" finds Charleville-Mézières. */
export function foldText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase();
}

/** One folded string of several words; absent ones are left out. */
export function searchWords(parts: readonly (string | null | undefined)[]): string {
	return foldText(parts.filter(Boolean).join(' '));
}
