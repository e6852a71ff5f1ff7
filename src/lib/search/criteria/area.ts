import { share, times } from '../concession.ts';
import { atLeast, atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { amongSite, plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

const hectares = [0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50];
const ofSite = (which: 'max' | 'min') =>
	`(select ${which}(other.terr_surf_brute) from terrain_eco as other
				where other.site_id = site.site_id and other.territory_id = $1)`;

/** Gross areas in hectares. */
export const areaHa = plotNumber((plot) => plot.areaHa);

export const area = [
	range({
		id: 'area',
		word: 'surface',
		field: 'terr_surf_brute',
		unit: 'ha',
		fields: {
			areaMinHa: atLeast('surface_min', [0, 100_000], share(0.5), {
				group: 'area',
				stops: hectares
			}),
			areaMaxHa: atMost('surface_max', [0, 100_000], times(1.5), { group: 'area', stops: hectares })
		},
		step: 0.1,
		column: areaHa,
		onServer: isServer
			? {
					says: {
						areaMinHa: 'Surface, au moins, en ha',
						areaMaxHa: 'Surface, au plus, en ha'
					}
				}
			: null
	}),
	// Beside the constraints and within the setback that the territory counts.
	range({
		id: 'net',
		word: 'surface_nette',
		field: 'terr_surf_nette',
		unit: 'ha',
		fields: {
			netMinHa: atLeast('surface_nette_min', [0, 100_000], share(0.5), {
				group: 'area',
				stops: hectares
			})
		},
		step: 0.1,
		column: plotNumber((plot) => plot.netHa),
		onServer: isServer
			? {
					says: { netMinHa: 'Surface nette, au moins, en ha' },
					indexed: '(plot.terr_surf_nette is null or plot.terr_surf_nette >= asked."netMinHa")'
				}
			: null
	}),
	// Together with adjacent free plots, as the server keeps it.
	range({
		id: 'assembled',
		word: 'surface_reunie',
		field: 'terr_surf_reunie',
		unit: 'ha',
		fields: {
			assembledMinHa: atLeast('surface_reunie_min', [0, 100_000], share(0.5), {
				group: 'area',
				stops: hectares
			})
		},
		step: 0.1,
		column: plotNumber((plot) => plot.assembled?.hectares ?? null),
		onServer: isServer
			? {
					says: {
						assembledMinHa: 'Surface réunie avec des terrains libres voisins, au moins, en ha'
					}
				}
			: null
	}),
	// Of the largest plot of the plot's site, at least.
	range({
		id: 'site-largest',
		word: 'site_plus_grand',
		field: 'terr_surf_brute',
		unit: 'ha',
		fields: {
			siteLargestMinHa: atLeast('site_plus_grand_min', [0, 100_000], share(0.5), { group: 'area' })
		},
		step: 0.1,
		column: amongSite(
			(one, best) => one > best,
			({ areaHa: own }) => own
		),
		onServer: isServer
			? {
					says: { siteLargestMinHa: 'Surface du plus grand terrain du site, au moins, en ha' },
					sql: `verdict_between(${ofSite('max')}, asked."siteLargestMinHa", null)`
				}
			: null
	}),
	// Of the smallest, at most.
	range({
		id: 'site-smallest',
		word: 'site_plus_petit',
		field: 'terr_surf_brute',
		unit: 'ha',
		fields: {
			siteSmallestMaxHa: atMost('site_plus_petit_max', [0, 100_000], times(1.5), { group: 'area' })
		},
		step: 0.1,
		column: amongSite(
			(one, best) => one < best,
			({ areaHa: own }) => own
		),
		onServer: isServer
			? {
					says: { siteSmallestMaxHa: 'Surface du plus petit terrain du site, au plus, en ha' },
					sql: `verdict_between(${ofSite('min')}, null, asked."siteSmallestMaxHa")`
				}
			: null
	})
] as const;
