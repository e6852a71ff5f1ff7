import type { Plot } from '#lib/domain/plot.ts';
import { daysAYear } from '../concession.ts';
import { criterion } from '../criterion.ts';
import { dayOf } from '../day.ts';
import { isServer } from '../is-server.ts';
import { plotNumber } from '../plot-columns.ts';
import { limitsOf, preparedRange } from '../range-criteria.ts';

/** The last day of a permit: without end for a zone that always gives one, before all days for one that never does. */
function lastDay({ permit }: Plot): number {
	switch (permit?.state) {
		case 'sans échéance':
			return Infinity;
		case 'échéance':
			return dayOf(permit.lastDay);
		case 'aucun':
			return -Infinity;
		case undefined:
			return NaN;
	}
}

const lastPermitDay = plotNumber(lastDay);
const fields = {
	buildableAfter: {
		kind: 'date',
		name: 'constructible_apres',
		side: 'min',
		furthest: (day: number) => day - daysAYear,
		example: '2028-03-01',
		panel: { group: 'constraints' }
	}
} as const;

/** ISO date on which the zone of the plot's planning document still gives a permit. */
export const permit = criterion({
	id: 'permit',
	word: 'constructible',
	field: 'terr_permis_fin',
	unit: 'date',
	judged: 'otherwise',
	fields,
	isAsked: (asked) => limitsOf(asked, fields, 1).length > 0,
	prepare: (asked, columns) => {
		const days = columns.column(lastPermitDay);
		const prepared = preparedRange(days, limitsOf(asked, fields, 1));
		return {
			...prepared,
			valueAt: (plot) => {
				const day = days[plot] ?? NaN;
				if (Number.isFinite(day) || Number.isNaN(day)) return prepared.valueAt(plot);
				return day > 0 ? 'sans échéance' : 'aucun';
			}
		};
	},
	onServer: isServer
		? {
				says: { buildableAfter: 'Terrain dont la zone donne encore un permis ce jour-là' },
				sql: `case plot.terr_permis
					when 'sans échéance' then true
					when 'aucun' then false
					when 'échéance' then plot.terr_permis_fin >= asked."buildableAfter"
				end`
			}
		: null
});
