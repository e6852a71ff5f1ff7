import { kthNearestKm, sumWithin, type SpherePoints } from '#lib/geo/sphere-points.ts';
import type { SearchColumns } from './columns.ts';
import {
	failed,
	isNumber,
	passed,
	unknown,
	type Criterion,
	type LimitKey,
	type PreparedCriterion
} from './criterion.ts';
import { chosenFirms } from './neighbour-columns.ts';

/**
 * So many points within a radius. What is measured is how far the last one needed stands, so that the radius is
 * what a near miss relaxes.
 */
function preparedCount(
	columns: SearchColumns,
	others: SpherePoints,
	minimum: number,
	key: LimitKey,
	radiusKm: number
): PreparedCriterion {
	const { points } = columns.centres;
	let sums: Float64Array | null = null;
	return {
		limits: [{ key, side: 'max', asked: radiusKm, step: 0.1 }],
		judge: (verdicts) => {
			const counts = (sums ??= sumWithin(points, others, radiusKm));
			for (let plot = 0; plot < verdicts.length; plot += 1)
				verdicts[plot] = (counts[plot] as number) >= minimum ? passed : failed;
		},
		valueAt: (plot) => {
			const km = kthNearestKm(points, plot, others, Math.ceil(minimum));
			return Number.isFinite(km) ? km : null;
		},
		measuredBy: () => 'straight'
	};
}

const firms: Criterion = {
	id: 'sectors',
	field: 'etab_activite_code',
	unit: 'km',
	kind: 'distance',
	group: 'neighbours',
	keys: ['sectors', 'nafDivisions', 'sectorRadiusKm', 'firmsMin'],
	isAsked: ({ sectors, nafDivisions }) => sectors.length + nafDivisions.length > 0,
	prepare: (criteria, columns) =>
		preparedCount(
			columns,
			chosenFirms(columns.neighbours, criteria),
			Math.max(1, criteria.firmsMin),
			'sectorRadiusKm',
			criteria.sectorRadiusKm
		)
};

/** Brackets add up to an interval: it passes when even its least is enough, fails when its most is not. */
const headcount: Criterion = {
	id: 'headcount',
	field: 'etab_effectif',
	unit: 'employees',
	kind: 'range',
	group: 'neighbours',
	keys: ['headcountMin', 'headcountRadiusKm'],
	isAsked: ({ headcountMin }) => isNumber(headcountMin),
	prepare: ({ headcountMin, headcountRadiusKm }, { centres, neighbours }) => {
		const asked = headcountMin ?? 0;
		const sum = (weights: Float64Array) =>
			sumWithin(centres.points, neighbours.firmPoints, headcountRadiusKm, weights);
		const [low, high] = [sum(neighbours.headcountLow), sum(neighbours.headcountHigh)];
		return {
			limits: [{ key: 'headcountMin', side: 'min', asked, step: 10 }],
			judge: (verdicts) => {
				for (let plot = 0; plot < verdicts.length; plot += 1)
					verdicts[plot] =
						(low[plot] as number) >= asked
							? passed
							: (high[plot] as number) < asked
								? failed
								: unknown;
			},
			valueAt: (plot) => high[plot] ?? null,
			intervalAt: (plot) => [low[plot] ?? 0, high[plot] ?? Infinity]
		};
	}
};

const training: Criterion = {
	id: 'training',
	field: 'poi',
	unit: 'km',
	kind: 'distance',
	group: 'neighbours',
	keys: ['trainingMin', 'trainingRadiusKm'],
	isAsked: ({ trainingMin }) => isNumber(trainingMin) && trainingMin > 0,
	prepare: ({ trainingMin, trainingRadiusKm }, columns) =>
		preparedCount(
			columns,
			columns.neighbours.trainingPoints,
			trainingMin ?? 1,
			'trainingRadiusKm',
			trainingRadiusKm
		)
};

export const neighbourCriteria: readonly Criterion[] = [firms, headcount, training];
