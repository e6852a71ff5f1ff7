import { remaining, rounded, sumOfYears } from './consumption.ts';
import { rule, type Figure, type Parameter, type RuleVersion } from './rule.ts';
import { sources } from './sources.ts';
import { share } from '#lib/domain/vacancy.ts';

const asOf = '2026-11-25';

const since2021 = <P extends Record<string, Parameter>>(parameters: P): RuleVersion<P>[] => [
	{
		versionDate: '2021-08-22',
		validFrom: '2021-08-25',
		validTo: null,
		source: sources.climate,
		parameters
	}
];
const hectares = (value: number | null): Figure | null =>
	value === null ? null : { kind: 'hectares', value: rounded(value) };

/** Both decades count ten years; counting 2011 to 2021 as eleven is the commonest mistake. */
const referenceDecade = {
	from: { unit: 'day', value: '2011-01-01' },
	to: { unit: 'day', value: '2020-12-31' }
} as const;
const yearOf = (day: string) => Number(day.slice(0, 4));

export type Years = { firstYear: number; hectares: readonly number[] };
const tenYears: Years = { firstYear: 2011, hectares: [12, 9, 10, 8, 11, 7, 9, 10, 13, 11] };
// What 2021 took is given too, and must not count.
const elevenYears: Years = { firstYear: 2011, hectares: [...tenYears.hectares, 40] };

const inDecade = (given: Years, decade: Record<'from' | 'to', { value: string }>) =>
	sumOfYears(given.firstYear, given.hectares, yearOf(decade.from.value), yearOf(decade.to.value));

export const referenceDecadeRule = rule({
	id: 'reference-decade',
	article: 'Loi 2021-1104, art. 194 III',
	versions: since2021(referenceDecade),
	compute: (given: Years, decade) => hectares(inDecade(given, decade)),
	examples: [
		// 12 + 9 + 10 + 8 + 11 + 7 + 9 + 10 + 13 + 11 = 100
		{ asOf, given: elevenYears, expected: hectares(100) },
		{ asOf, given: tenYears, expected: hectares(100) },
		// Nine years are no decade.
		{ asOf, given: { firstYear: 2012, hectares: [9, 9, 9, 9, 9, 9, 9, 9, 9] }, expected: null }
	]
});

const halvingRule = rule({
	id: 'halving',
	article: 'Loi 2021-1104, art. 191',
	versions: since2021({ reduction: { unit: 'percent', value: 50 } }),
	compute: ({ decadeHa }: { decadeHa: number }, { reduction }) =>
		hectares((decadeHa * (100 - reduction.value)) / 100),
	examples: [{ asOf, given: { decadeHa: 100 }, expected: hectares(50) }]
});

export const projectionRule = rule({
	id: 'projection',
	article: 'Loi 2021-1104, art. 194 III',
	versions: since2021({ years: { unit: 'times', value: 10 } }),
	compute: ({ years }: { years: readonly number[] }, parameters) =>
		years.length === 0
			? null
			: hectares(
					(years.reduce((sum, value) => sum + value, 0) / years.length) * parameters.years.value
				),
	examples: [
		// (6 + 4 + 5 + 3) ÷ 4 = 4.5; × 10
		{ asOf, given: { years: [6, 4, 5, 3] }, expected: hectares(45) },
		{ asOf, given: { years: [] }, expected: null }
	]
});

export const localConsumptionRule = rule({
	id: 'local-consumption',
	article: 'Loi 2021-1104, art. 194 III',
	versions: since2021({}),
	compute: (given: {
		consumedHa: number;
		pooledHa: number;
		nationalHa: number;
		exemptHa: number;
	}) => hectares(given.consumedHa - given.pooledHa - given.nationalHa - given.exemptHa),
	// 18 − 4 − 2 − 1
	examples: [
		{
			asOf,
			given: { consumedHa: 18, pooledHa: 4, nationalHa: 2, exemptHa: 1 },
			expected: hectares(11)
		}
	]
});

export const remainingRule = rule({
	id: 'remaining',
	article: 'Loi 2021-1104, art. 194 III',
	versions: since2021({}),
	compute: (given: { envelopeHa: number; localHa: number; committedHa: number }) =>
		hectares(remaining(given.envelopeHa, given.localHa, given.committedHa)),
	examples: [
		// 50 − 18 − 12.5
		{
			asOf,
			given: { envelopeHa: 50, localHa: 18, committedHa: 12.5 },
			expected: hectares(19.5)
		},
		// 20 − 18 − 12.5: exceeded, and said so
		{
			asOf,
			given: { envelopeHa: 20, localHa: 18, committedHa: 12.5 },
			expected: hectares(-10.5)
		}
	]
});

const pooledRegionRule = rule({
	id: 'pooled-region',
	article: 'L. 141-8, 6°',
	versions: since2021({}),
	compute: (given: { envelopeHa: number; localHa: number; pooledHa: number }) =>
		hectares(remaining(given.envelopeHa, given.localHa, 0)),
	// 50 − 18; the 7 ha pooled by the region are shown, not subtracted
	examples: [{ asOf, given: { envelopeHa: 50, localHa: 18, pooledHa: 7 }, expected: hectares(32) }]
});

const nationalProjectsRule = rule({
	id: 'national-projects',
	article: 'Arrêté du 31 mai 2024',
	versions: [
		{
			versionDate: '2023-07-20',
			validFrom: '2023-07-22',
			validTo: null,
			source: sources.easing,
			parameters: { pot: { unit: 'hectares', value: 12_500 } }
		}
	],
	compute: ({ nationalHa }: { nationalHa: number }, { pot }) => {
		const value = share(nationalHa, pot.value);
		return value === null ? null : { kind: 'percent', value };
	},
	// 100 × 250 ÷ 12,500
	examples: [{ asOf, given: { nationalHa: 250 }, expected: { kind: 'percent', value: 2 } }]
});

const solarRule = rule({
	id: 'solar',
	article: 'Loi 2021-1104, art. 194 III 5°',
	versions: [
		{
			versionDate: '2023-12-29',
			validFrom: '2024-01-01',
			validTo: null,
			source: sources.solarDecree,
			parameters: {}
		}
	],
	compute: (given: { consumedHa: number; exemptSolarHa: number }) =>
		hectares(given.consumedHa - given.exemptSolarHa),
	// 18 − 5
	examples: [{ asOf, given: { consumedHa: 18, exemptSolarHa: 5 }, expected: hectares(13) }]
});

const communalGuaranteeRule = rule({
	id: 'communal-guarantee',
	article: 'Loi 2021-1104, art. 194 III',
	versions: [
		{
			versionDate: '2023-07-20',
			validFrom: '2023-07-22',
			validTo: '2026-08-22',
			source: sources.easing,
			parameters: { each: { unit: 'hectares', value: 1 } }
		}
	],
	compute: ({ communes }: { communes: number }, { each }) => hectares(communes * each.value),
	examples: [{ asOf: '2026-06-30', given: { communes: 12 }, expected: hectares(12) }]
});

export const stateFigureRule = rule({
	id: 'state-figure',
	article: '–',
	versions: [
		{
			...since2021({
				half: { unit: 'percent', value: 50 },
				least: { unit: 'hectares', value: 1 }
			} as const)[0],
			source: sources.stateTool
		} as RuleVersion<{
			half: { unit: 'percent'; value: number };
			least: { unit: 'hectares'; value: number };
		}>
	],
	compute: ({ decadeHa }: { decadeHa: number }, { half, least }) =>
		hectares(Math.max((decadeHa * half.value) / 100, least.value)),
	examples: [
		{ asOf, given: { decadeHa: 100 }, expected: hectares(50) },
		// Half of 1.2 is less than the least
		{ asOf, given: { decadeHa: 1.2 }, expected: hectares(1) }
	]
});

export const stateProjectionRule = rule({
	id: 'state-projection',
	article: '–',
	versions: [
		{
			versionDate: '2021-08-22',
			validFrom: '2021-08-25',
			validTo: null,
			source: sources.stateTool,
			parameters: { years: { unit: 'times', value: 9 } }
		}
	],
	compute: ({ meanHa }: { meanHa: number }, { years }) => hectares(meanHa * years.value),
	// 4.5 × 9, where the rule of ten years gives 45
	examples: [{ asOf, given: { meanHa: 4.5 }, expected: hectares(40.5) }]
});

export const landRules = [
	referenceDecadeRule,
	halvingRule,
	projectionRule,
	localConsumptionRule,
	remainingRule,
	pooledRegionRule,
	nationalProjectsRule,
	solarRule,
	communalGuaranteeRule,
	stateFigureRule,
	stateProjectionRule
];
