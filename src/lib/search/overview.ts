import type { Epci } from '#lib/domain/place.ts';
import { isOnSale } from '#lib/domain/plot.ts';
import type { Atlas } from './atlas.ts';

/** The stock of land and industry of an EPCI, at a glance. */
export interface EpciOverview {
	siren: string;
	name: string;
	communes: number | null;
	population: number | null;
	contour: Epci['contour'];
	plotsOnSale: number;
	hectaresOnSale: number;
	largestOnSaleHa: number | null;
	firms: number;
	/** Sum of known headcounts. */
	jobs: number;
	brownfields: number;
}

/** One line an EPCI. */
export function overviewByEpci(atlas: Atlas): EpciOverview[] {
	return atlas.epci.map((epci) => {
		const plots = atlas.plots.filter((plot) => plot.epciSiren === epci.siren && isOnSale(plot));
		const areas = plots.flatMap((plot) => plot.areaHa ?? []);
		const firms = atlas.firms.filter((firm) => firm.epciSiren === epci.siren);
		return {
			siren: epci.siren,
			name: epci.name,
			communes: epci.communeCount,
			population: epci.population,
			contour: epci.contour,
			plotsOnSale: plots.length,
			hectaresOnSale: areas.reduce((sum, area) => sum + area, 0),
			largestOnSaleHa: areas.length > 0 ? Math.max(...areas) : null,
			firms: firms.length,
			jobs: firms.reduce((sum, firm) => sum + (firm.headcount ?? 0), 0),
			brownfields: atlas.brownfields.filter((friche) => friche.epciSiren === epci.siren).length
		};
	});
}
