import { share, times } from '../concession.ts';
import { atLeast, atMost } from '../field.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

/** Price asked, € per m² before tax. */
export const price = range({
	id: 'price',
	word: 'prix',
	field: 'terr_prix_demande_m2',
	unit: '€/m²',
	fields: {
		priceMinPerM2: atLeast('prix_min', [0, 100_000], share(0.5), { group: 'sale' }),
		priceMaxPerM2: atMost('prix_max', [0, 100_000], times(1.5), { group: 'sale' })
	},
	step: 1,
	column: plotNumber((plot) => plot.askingPrice),
	onServer: isServer
		? {
				says: {
					priceMinPerM2: 'Prix demandé, au moins, en € HT par m²',
					priceMaxPerM2: 'Prix demandé, au plus, en € HT par m²'
				}
			}
		: null
});
