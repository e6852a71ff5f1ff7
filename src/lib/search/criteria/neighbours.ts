import { industrialDivisions, sectors } from '#lib/domain/sector.ts';
import { kthNearestKm, sumWithin, type SpherePoints } from '#lib/geo/sphere-points.ts';
import type { SearchColumns } from '../columns.ts';
import { share, times } from '../concession.ts';
import {
	criterion,
	failed,
	isNumber,
	limitOf,
	passed,
	unknown,
	type Limit,
	type PreparedCriterion
} from '../criterion.ts';
import { atLeast, listOf, radius } from '../field.ts';
import { isServer } from '../is-server.ts';
import { chosenFirms } from '../neighbour-columns.ts';

/**
 * So many points within a radius. What is measured is how far the last one needed stands, so that the radius is
 * what a near miss relaxes.
 */
function preparedCount(
	columns: SearchColumns,
	others: SpherePoints,
	minimum: number,
	limit: Limit
): PreparedCriterion {
	const { points } = columns.centres;
	const radiusKm = limit.asked;
	let sums: Float64Array | null = null;
	return {
		limits: [limit],
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

const firmsRadius = radius('secteur_km', 5, { group: 'neighbours', place: 3 }, times(2, 15));
const headcountLeast = atLeast('effectif_min', [0, 10_000_000], share(0.5), {
	group: 'neighbours',
	unit: ''
});
const trainingRadius = radius('formation_km', 20, { group: 'neighbours' }, times(2, 15));

/** Firms of one of some sectors or NAF divisions (two digits), within a straight line. */
const firms = criterion({
	id: 'sectors',
	word: 'secteur',
	field: 'etab_activite_code',
	unit: 'km',
	judged: 'otherwise',
	fields: {
		sectors: listOf('secteur', sectors, { group: 'neighbours', place: 1 }, 'sector'),
		nafDivisions: {
			kind: 'codes',
			name: 'naf',
			pattern: /^\d{2}$/,
			example: '24',
			options: industrialDivisions,
			words: 'naf',
			panel: { group: 'naf', hideLegend: true }
		},
		sectorRadiusKm: firmsRadius,
		firmsMin: {
			kind: 'standing',
			name: 'entreprises_min',
			bounds: [1, 10_000],
			side: 'min',
			standing: 1,
			count: true,
			unit: null,
			panel: { group: 'neighbours', place: 2 }
		}
	},
	isAsked: (asked) => asked.sectors.length + asked.nafDivisions.length > 0,
	prepare: (asked, columns) =>
		preparedCount(
			columns,
			chosenFirms(columns.neighbours, asked),
			Math.max(1, asked.firmsMin),
			limitOf('sectorRadiusKm', firmsRadius, asked.sectorRadiusKm, 0.1)
		),
	onServer: isServer
		? {
				says: {
					sectors: 'Secteurs des entreprises voisines',
					nafDivisions: 'Divisions NAF des entreprises voisines',
					sectorRadiusKm: 'Rayon où elles sont comptées, en km',
					firmsMin: 'Nombre d’entreprises voisines, au moins'
				},
				isAsked: 'cardinality(asked.sectors || asked."nafDivisions") > 0',
				sql: `verdict_on_firms($1, plot.centre, asked."sectorRadiusKm", asked.sectors,
					asked."nafDivisions", asked."firmsMin")`
			}
		: null
});

/** Brackets add up to an interval: it passes when even its least is enough, fails when its most is not. */
const headcount = criterion({
	id: 'headcount',
	word: 'effectif',
	field: 'etab_effectif',
	unit: 'employees',
	judged: 'otherwise',
	fields: {
		headcountMin: headcountLeast,
		headcountRadiusKm: radius('effectif_km', 10, { group: 'neighbours' })
	},
	isAsked: ({ headcountMin }) => isNumber(headcountMin),
	prepare: ({ headcountMin, headcountRadiusKm }, { centres, neighbours: around }) => {
		const asked = headcountMin ?? 0;
		const sum = (weights: Float64Array) =>
			sumWithin(centres.points, around.firmPoints, headcountRadiusKm, weights);
		const [low, high] = [sum(around.headcountLow), sum(around.headcountHigh)];
		return {
			limits: [limitOf('headcountMin', headcountLeast, asked, 10)],
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
	},
	onServer: isServer
		? {
				says: {
					headcountMin: 'Salariés des entreprises voisines, au moins',
					headcountRadiusKm: 'Rayon où ils sont comptés, en km'
				},
				sql: `verdict_on_headcount($1, plot.centre, asked."headcountRadiusKm", asked."headcountMin")`
			}
		: null
});

const training = criterion({
	id: 'training',
	word: 'formation',
	field: 'poi',
	unit: 'km',
	judged: 'otherwise',
	fields: {
		trainingMin: atLeast('formation_min', [0, 10_000], undefined, { group: 'neighbours' }, null),
		trainingRadiusKm: trainingRadius
	},
	isAsked: ({ trainingMin }) => isNumber(trainingMin) && trainingMin > 0,
	prepare: ({ trainingMin, trainingRadiusKm }, columns) =>
		preparedCount(
			columns,
			columns.neighbours.trainingPoints,
			trainingMin ?? 1,
			limitOf('trainingRadiusKm', trainingRadius, trainingRadiusKm, 0.1)
		),
	onServer: isServer
		? {
				says: {
					trainingMin: 'Lieux de formation, au moins',
					trainingRadiusKm: 'Rayon où ils sont comptés, en km'
				},
				isAsked: 'asked."trainingMin" > 0',
				sql: `(select count(*) >= asked."trainingMin" from poi
					where poi.territory_id = $1 and poi_type = 'formation'
						and st_distancesphere(plot.centre, poi.geom, 6371008.8) <= 1000 * asked."trainingRadiusKm")`
			}
		: null
});

export const neighbours = [firms, headcount, training] as const;
