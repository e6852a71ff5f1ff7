import type { Brownfield } from '#lib/domain/brownfield.ts';
import type { Firm } from '#lib/domain/firm.ts';
import type { Commune, Epci, Poi } from '#lib/domain/place.ts';
import type { Plot } from '#lib/domain/plot.ts';
import type { Site } from '#lib/domain/site.ts';

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
