import { share, times } from '../concession.ts';
import { atLeast, atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

/** What a space inside a building must offer. Land says nothing of it, and so fails none of these. */
export const space = [
	range({
		id: 'space',
		word: 'local_m2',
		field: 'surflocal',
		unit: 'm²',
		fields: {
			spaceMinM2: atLeast('local_m2_min', [0, 10_000_000], share(0.5), { group: 'offer' }),
			spaceMaxM2: atMost('local_m2_max', [0, 10_000_000], times(1.5), { group: 'offer' })
		},
		step: 10,
		column: plotNumber((plot) => plot.space.areaM2),
		onServer: isServer
			? {
					says: {
						spaceMinM2: 'Surface du local, au moins, en m²',
						spaceMaxM2: 'Surface du local, au plus, en m²'
					}
				}
			: null
	}),
	range({
		id: 'height',
		word: 'hauteur_m',
		field: 'hbat',
		unit: 'm',
		// What a machine needs above and below it gives way little.
		fields: { heightMinM: atLeast('hauteur_m_min', [0, 200], share(0.8), { group: 'offer' }) },
		step: 0.1,
		column: plotNumber((plot) => plot.space.heightM),
		onServer: isServer ? { says: { heightMinM: 'Hauteur utile du local, au moins, en m' } } : null
	}),
	range({
		id: 'floor-load',
		word: 'charge_sol_kgm2',
		field: 'local_charge_sol_kgm2',
		unit: 'kg/m²',
		fields: {
			floorLoadMinKgPerM2: atLeast('charge_sol_kgm2_min', [0, 1_000_000], share(0.8), {
				group: 'offer'
			})
		},
		step: 10,
		column: plotNumber((plot) => plot.space.floorLoadKgPerM2),
		onServer: isServer
			? { says: { floorLoadMinKgPerM2: 'Charge admissible au sol du local, au moins, en kg/m²' } }
			: null
	}),
	range({
		id: 'crane',
		word: 'pont_roulant_t',
		field: 'local_pont_roulant_t',
		unit: 't',
		fields: {
			craneMinT: atLeast('pont_roulant_t_min', [0, 10_000], share(0.5), { group: 'offer' })
		},
		step: 0.1,
		column: plotNumber((plot) => plot.space.craneT),
		onServer: isServer
			? { says: { craneMinT: 'Pont roulant du local, au moins, en tonnes' } }
			: null
	}),
	range({
		id: 'docks',
		word: 'quais',
		field: 'local_quais_nb',
		unit: 'docks',
		fields: { docksMin: atLeast('quais_min', [0, 10_000], share(0.5), { group: 'offer' }) },
		step: 1,
		column: plotNumber((plot) => plot.space.docks),
		onServer: isServer ? { says: { docksMin: 'Quais de chargement du local, au moins' } } : null
	})
] as const;
