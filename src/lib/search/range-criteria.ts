import { accessKinds, type AccessKind } from './access-columns.ts';
import type { NumberField } from './columns.ts';
import type { Criteria } from './criteria.ts';
import { dateOfDay, dayOf } from './day.ts';
import {
	isNumber,
	type Criterion,
	type Limit,
	type LimitKey,
	type PreparedCriterion
} from './criterion.ts';

/** The bound asked for under a key, in the unit of its column; null when none is. */
export function askedBound(criteria: Criteria, key: LimitKey): number | null {
	const asked = key === 'availableBefore' ? dayOf(criteria.availableBefore) : criteria[key];
	return isNumber(asked) ? asked : null;
}

/** Criteria with another bound under a key. */
export function withBound(criteria: Criteria, key: LimitKey, bound: number): Criteria {
	return { ...criteria, [key]: key === 'availableBefore' ? dateOfDay(bound) : bound };
}

/** Keys of the bounds of a criterion, and the step of a relaxed one. */
export interface Bounds {
	min?: LimitKey;
	max?: LimitKey;
	step: number;
}

/** The bounds asked of a criterion. */
export function limitsOf(criteria: Criteria, { min, max, step }: Bounds): Limit[] {
	const limit = (key: LimitKey | undefined, side: Limit['side']): Limit[] => {
		const asked = key === undefined ? null : askedBound(criteria, key);
		return key === undefined || asked === null ? [] : [{ key, side, asked, step }];
	};
	return [...limit(min, 'min'), ...limit(max, 'max')];
}

/** Judges a column of numbers by bounds; NaN is unknown. */
export function judgeRange(
	values: Float64Array,
	limits: readonly Limit[],
	verdicts: Uint8Array
): void {
	const low = Math.max(-Infinity, ...limits.flatMap((l) => (l.side === 'min' ? l.asked : [])));
	const high = Math.min(Infinity, ...limits.flatMap((l) => (l.side === 'max' ? l.asked : [])));
	// Without a branch, because values come in no order: 1 within the bounds, 2 when not a number.
	for (let plot = 0; plot < verdicts.length; plot += 1) {
		const value = values[plot] as number;
		verdicts[plot] =
			(Number(value >= low) & Number(value <= high)) | (Number(Number.isNaN(value)) << 1);
	}
}

/** A criterion over a column of numbers, ready to judge. */
export function preparedRange(values: Float64Array, limits: readonly Limit[]): PreparedCriterion {
	return {
		limits,
		judge: (verdicts) => judgeRange(values, limits, verdicts),
		valueAt: (plot) => {
			const value = values[plot] ?? Number.NaN;
			return Number.isNaN(value) ? null : value;
		}
	};
}

/** A criterion that bounds a column of numbers. */
export function range(
	described: Pick<Criterion, 'id' | 'field' | 'unit' | 'group'> & Bounds & { column: NumberField }
): Criterion {
	const { id, field, unit, group, column } = described;
	const keys = [described.min, described.max].filter((key) => key !== undefined);
	return {
		id,
		field,
		unit,
		group,
		kind: 'range',
		keys,
		isAsked: (criteria) => limitsOf(criteria, described).length > 0,
		prepare: (criteria, columns) =>
			preparedRange(columns.numbers[column], limitsOf(criteria, described))
	};
}

export const landRanges: readonly Criterion[] = [
	range({
		id: 'area',
		field: 'terr_surf_brute',
		unit: 'ha',
		group: 'land',
		column: 'areaHa',
		min: 'areaMinHa',
		max: 'areaMaxHa',
		step: 0.1
	}),
	range({
		id: 'site-largest',
		field: 'terr_surf_brute',
		unit: 'ha',
		group: 'land',
		column: 'siteLargestHa',
		min: 'siteLargestMinHa',
		step: 0.1
	}),
	range({
		id: 'site-smallest',
		field: 'terr_surf_brute',
		unit: 'ha',
		group: 'land',
		column: 'siteSmallestHa',
		max: 'siteSmallestMaxHa',
		step: 0.1
	}),
	range({
		id: 'price',
		field: 'terr_prix_demande_m2',
		unit: '€/m²',
		group: 'land',
		column: 'pricePerM2',
		min: 'priceMinPerM2',
		max: 'priceMaxPerM2',
		step: 1
	}),
	range({
		id: 'available',
		field: 'date_dispo',
		unit: 'date',
		group: 'land',
		column: 'availableDay',
		max: 'availableBefore',
		step: 1
	})
];

export const constraintRanges: readonly Criterion[] = [
	range({
		id: 'flood',
		field: 'part_zone_inondable_pct',
		unit: '%',
		group: 'land',
		column: 'floodPercent',
		max: 'floodMaxPercent',
		step: 1
	}),
	range({
		id: 'wetland',
		field: 'part_zone_humide_pct',
		unit: '%',
		group: 'land',
		column: 'wetlandPercent',
		max: 'wetlandMaxPercent',
		step: 1
	}),
	range({
		id: 'steep',
		field: 'part_pente_forte_pct',
		unit: '%',
		group: 'land',
		column: 'steepPercent',
		max: 'steepMaxPercent',
		step: 1
	})
];

export const capacityRanges: readonly Criterion[] = [
	range({
		id: 'electricity-capacity',
		field: 'elec_capacite_kva',
		unit: 'kVA',
		group: 'networks',
		column: 'electricityKva',
		min: 'electricityMinKva',
		step: 10
	}),
	range({
		id: 'water-capacity',
		field: 'eau_capacite_m3j',
		unit: 'm³/j',
		group: 'networks',
		column: 'waterM3PerDay',
		min: 'waterMinM3PerDay',
		step: 1
	}),
	range({
		id: 'gas-capacity',
		field: 'gaz_capacite_m3h',
		unit: 'm³/h',
		group: 'networks',
		column: 'gasM3PerHour',
		min: 'gasMinM3PerHour',
		step: 1
	}),
	range({
		id: 'fibre-capacity',
		field: 'fibre_capacite_mbits',
		unit: 'Mbit/s',
		group: 'networks',
		column: 'fibreMbitPerS',
		min: 'fibreMinMbitPerS',
		step: 10
	})
];

const accessFields: Record<AccessKind, { key: LimitKey; field: string }> = {
	junction: { key: 'junctionMaxKm', field: 'autoroute_echang_dist' },
	station: { key: 'stationMaxKm', field: 'gare_dist' },
	freight: { key: 'freightMaxKm', field: 'gare_fret_dist' },
	port: { key: 'portMaxKm', field: 'port_dist' },
	airfield: { key: 'airfieldMaxKm', field: 'aeroport_dist' },
	border: { key: 'borderMaxKm', field: 'poi' }
};

/** Distances: the site's own by road where it declares one, else straight, and always said which. */
export const accessDistances: readonly Criterion[] = accessKinds.map((kind): Criterion => {
	const { key, field } = accessFields[kind];
	const bounds: Bounds = { max: key, step: 0.1 };
	return {
		id: kind,
		field,
		unit: 'km',
		kind: 'distance',
		group: 'access',
		keys: [key],
		isAsked: (criteria) => askedBound(criteria, key) !== null,
		prepare: (criteria, { access }) => ({
			...preparedRange(access[kind].km, limitsOf(criteria, bounds)),
			measuredBy: (plot) => (access[kind].byRoad[plot] === 1 ? 'road' : 'straight')
		})
	};
});
