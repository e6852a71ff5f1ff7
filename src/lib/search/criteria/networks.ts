import { networkFlags, type NetworkFlag } from '#lib/domain/vocabulary.ts';
import { share } from '../concession.ts';
import { yesOrNo } from '../choice-criteria.ts';
import type { SearchColumns } from '../columns.ts';
import { criterion, type PreparedCriterion } from '../criterion.ts';
import { atLeast, listOf } from '../field.ts';
import { isServer } from '../is-server.ts';
import { capacity } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

const fields = {
	networks: { ...listOf('reseau', networkFlags, { group: 'networks' }), each: true }
} as const;
/** Known of a site and never of a plot. */
const ofSiteAlone: readonly NetworkFlag[] = [
	'reseau_fret_ferroviaire',
	'reseau_fluvial',
	'desserte_tc'
];
const inSql = (flag: NetworkFlag) =>
	ofSiteAlone.includes(flag) ? `site.${flag}` : `coalesce(plot.${flag}, site.${flag})`;

/** At the plot itself, else on its site. One criterion a network, so that one may be a must and another a wish. */
const presences = networkFlags.map((flag, bit) =>
	criterion({
		id: flag,
		word: flag,
		field: flag,
		unit: null,
		judged: 'otherwise',
		fields,
		isAsked: ({ networks: asked }) => asked.includes(flag),
		prepare: (_, columns) => preparedNetwork(columns, bit),
		onServer: isServer
			? {
					says: {
						networks: 'Réseaux et dessertes du terrain même, sinon du site, tous demandés'
					},
					isAsked: `'${flag}' = any (asked.networks)`,
					sql: `${inSql(flag)} = 'oui'`
				}
			: null
	})
);

function preparedNetwork(columns: SearchColumns, bit: number): PreparedCriterion {
	const { networksKnown: known, networksPresent: present } = columns;
	// Present: 1; known to be absent: 0; not known: 2.
	const verdictAt = (plot: number) =>
		(((present[plot] as number) >> bit) & 1) | (((~(known[plot] as number) >> bit) & 1) << 1);
	return {
		limits: [],
		judge: (verdicts) => {
			for (let plot = 0; plot < verdicts.length; plot += 1) verdicts[plot] = verdictAt(plot);
		},
		valueAt: (plot) => yesOrNo(verdictAt(plot))
	};
}

const atLeastHalf = (name: string) =>
	atLeast(name, [0, 10_000_000], share(0.5), { group: 'networks' });

export const networks = [
	...presences,
	range({
		id: 'electricity-capacity',
		word: 'elec_kva',
		field: 'elec_capacite_kva',
		unit: 'kVA',
		fields: { electricityMinKva: atLeastHalf('elec_kva_min') },
		step: 10,
		column: capacity('electricityKva'),
		onServer: isServer
			? {
					says: { electricityMinKva: 'Puissance disponible, au moins, en kVA' },
					at: 'plot-else-site'
				}
			: null
	}),
	range({
		id: 'water-capacity',
		word: 'eau_m3j',
		field: 'eau_capacite_m3j',
		unit: 'm³/j',
		fields: { waterMinM3PerDay: atLeastHalf('eau_m3j_min') },
		step: 1,
		column: capacity('waterM3PerDay'),
		onServer: isServer
			? {
					says: { waterMinM3PerDay: 'Eau disponible, au moins, en m³ par jour' },
					at: 'plot-else-site'
				}
			: null
	}),
	range({
		id: 'gas-capacity',
		word: 'gaz_m3h',
		field: 'gaz_capacite_m3h',
		unit: 'm³/h',
		fields: { gasMinM3PerHour: atLeastHalf('gaz_m3h_min') },
		step: 1,
		column: capacity('gasM3PerHour'),
		onServer: isServer
			? {
					says: { gasMinM3PerHour: 'Gaz disponible, au moins, en m³ par heure' },
					at: 'plot-else-site'
				}
			: null
	}),
	range({
		id: 'fibre-capacity',
		word: 'fibre_mbits',
		field: 'fibre_capacite_mbits',
		unit: 'Mbit/s',
		fields: { fibreMinMbitPerS: atLeastHalf('fibre_mbits_min') },
		step: 10,
		column: capacity('fibreMbitPerS'),
		onServer: isServer
			? {
					says: { fibreMinMbitPerS: 'Débit de la fibre, au moins, en Mbit/s' },
					at: 'plot-else-site'
				}
			: null
	})
] as const;
