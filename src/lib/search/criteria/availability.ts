import { aYear } from '../concession.ts';
import { dayOf } from '../day.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { range } from '../range-criteria.ts';

/** ISO date by which the plot must be free. */
export const available = range({
	id: 'available',
	word: 'date_dispo',
	field: 'date_dispo',
	unit: 'date',
	fields: {
		availableBefore: {
			kind: 'date',
			name: 'date_dispo_avant',
			side: 'max',
			furthest: aYear,
			example: '2027-06-30',
			panel: { group: 'sale' }
		}
	},
	step: 1,
	column: plotNumber((plot) => dayOf(plot.availableFrom)),
	onServer: isServer
		? {
				says: { availableBefore: 'Disponible au plus tard le' },
				sql: 'plot.date_dispo <= asked."availableBefore"'
			}
		: null
});
