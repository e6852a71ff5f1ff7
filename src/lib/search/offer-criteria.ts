import { dayInFrance } from '#lib/domain/day.ts';
import type { SearchColumns } from './columns.ts';
import type { Criterion } from './criterion.ts';
import { dayOf } from './day.ts';
import { limitsOf, preparedRange, range, type Bounds } from './range-criteria.ts';

/** What a space inside a building must offer. Land says nothing of it, and so fails none of these. */
export const spaceRanges: readonly Criterion[] = [
	range({
		id: 'space',
		field: 'surflocal',
		unit: 'm²',
		group: 'land',
		column: 'spaceM2',
		min: 'spaceMinM2',
		max: 'spaceMaxM2',
		step: 10
	}),
	range({
		id: 'height',
		field: 'hbat',
		unit: 'm',
		group: 'land',
		column: 'heightM',
		min: 'heightMinM',
		step: 0.1
	}),
	range({
		id: 'floor-load',
		field: 'local_charge_sol_kgm2',
		unit: 'kg/m²',
		group: 'land',
		column: 'floorLoadKgPerM2',
		min: 'floorLoadMinKgPerM2',
		step: 10
	}),
	range({
		id: 'crane',
		field: 'local_pont_roulant_t',
		unit: 't',
		group: 'land',
		column: 'craneT',
		min: 'craneMinT',
		step: 0.1
	}),
	range({
		id: 'docks',
		field: 'local_quais_nb',
		unit: 'docks',
		group: 'land',
		column: 'docks',
		min: 'docksMin',
		step: 1
	})
];

const withinDays: Bounds = { max: 'confirmedWithinDays', step: 1 };

/** Days of age in France today, as the database counts them. */
function agesOf({ numbers }: SearchColumns): Float64Array {
	const now = dayOf(dayInFrance(new Date()));
	return numbers.vouchedDay.map((day) => now - day);
}

/** How long ago the offer was confirmed, else its record checked. */
export const freshness: Criterion = {
	id: 'freshness',
	field: 'confirme_le',
	unit: 'days',
	kind: 'range',
	group: 'land',
	keys: ['confirmedWithinDays'],
	isAsked: (criteria) => limitsOf(criteria, withinDays).length > 0,
	prepare: (criteria, columns) => preparedRange(agesOf(columns), limitsOf(criteria, withinDays))
};
