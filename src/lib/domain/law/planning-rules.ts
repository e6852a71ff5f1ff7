import { rounded } from './consumption.ts';
import { addDays } from './calendar.ts';
import { rule, yesOrNo, type Figure, type Given } from './rule.ts';
import { sources } from './sources.ts';
import { share } from '#lib/domain/vacancy.ts';

const asOf = '2026-11-25';
const hectares = (value: number): Figure => ({ kind: 'hectares', value: rounded(value) });
const day = (value: string): Figure => ({ kind: 'day', value });
/** Whether a document had to have its objective: the answer in words that the day of the deadline gives. */
const none: Figure = { kind: 'answer', value: 'none' };

/** Deadlines of 2021, moved once in 2023. */
const deadlines = (first: string, moved: string) =>
	[
		{
			versionDate: '2021-08-22',
			validFrom: '2021-08-25',
			validTo: '2023-07-21',
			source: sources.climate,
			parameters: { deadline: { unit: 'day', value: first } }
		},
		{
			versionDate: '2023-07-20',
			validFrom: '2023-07-22',
			validTo: null,
			source: sources.easing,
			parameters: { deadline: { unit: 'day', value: moved } }
		}
	] as const;

const frozenFrom = ({ adopted }: { adopted: boolean }, deadline: string) =>
	adopted ? none : day(addDays(deadline, 1));

/** Month by which the next report on artificialisation is due. */
export const reportDueRule = rule({
	id: 'report-due',
	article: 'L. 2231-1 CGCT',
	versions: [
		{
			versionDate: '2021-08-22',
			validFrom: '2021-08-25',
			validTo: null,
			source: sources.authorities,
			parameters: {
				first: { unit: 'month', value: '2024-08' },
				period: { unit: 'years', value: 3 }
			}
		}
	],
	compute: (_: Given, { first, period }, today) => {
		let [year = 0] = first.value.split('-').map(Number);
		const month = first.value.slice(4);
		while (`${year}${month}` < today.slice(0, 7)) year += period.value;
		return { kind: 'month', value: `${year}${month}` };
	},
	examples: [
		{ asOf, given: {}, expected: { kind: 'month', value: '2027-08' } },
		{ asOf: '2022-06-30', given: {}, expected: { kind: 'month', value: '2024-08' } }
	]
});

/** Part of a place that was taken, in % of its area. */
export const reportShareRule = rule({
	id: 'report-share',
	article: 'R. 2231-1 CGCT',
	versions: [
		{
			versionDate: '2023-11-27',
			validFrom: '2023-11-29',
			validTo: null,
			source: sources.reportDecree,
			parameters: {}
		}
	],
	compute: ({ consumedHa, areaHa }: { consumedHa: number; areaHa: number }) => {
		const value = share(consumedHa, areaHa);
		return value === null ? null : { kind: 'percent', value };
	},
	// 100 × 18 ÷ 7,200
	examples: [
		{
			asOf,
			given: { consumedHa: 18, areaHa: 7200 },
			expected: { kind: 'percent', value: 0.25 }
		}
	]
});

/** Last day on which a published report may be sent. */
export const reportSentRule = rule({
	id: 'report-sent',
	article: 'L. 2231-1 CGCT',
	versions: [
		{
			versionDate: '2021-08-22',
			validFrom: '2021-08-25',
			validTo: null,
			source: sources.authorities,
			parameters: { within: { unit: 'days', value: 15 } }
		}
	],
	compute: ({ published }: { published: string }, { within }) =>
		day(addDays(published, within.value)),
	examples: [{ asOf, given: { published: '2027-08-20' }, expected: day('2027-09-04') }]
});

export const planningRules = [
	rule({
		id: 'scot-deadline',
		article: 'Loi 2021-1104, art. 194 IV',
		versions: deadlines('2026-08-22', '2027-02-22'),
		compute: (given: { adopted: boolean }, { deadline }) => frozenFrom(given, deadline.value),
		examples: [
			{ asOf, given: { adopted: false }, expected: day('2027-02-23') },
			{ asOf: '2022-06-30', given: { adopted: false }, expected: day('2026-08-23') },
			{ asOf, given: { adopted: true }, expected: none }
		]
	}),
	rule({
		id: 'plu-deadline',
		article: 'Loi 2021-1104, art. 194 IV',
		versions: deadlines('2027-08-22', '2028-02-22'),
		compute: (given: { adopted: boolean }, { deadline }) => frozenFrom(given, deadline.value),
		examples: [
			{ asOf, given: { adopted: false }, expected: day('2028-02-23') },
			{ asOf: '2022-06-30', given: { adopted: false }, expected: day('2027-08-23') }
		]
	}),
	rule({
		id: 'softer-rule',
		article: 'Loi 2021-1104, art. 194 IV',
		versions: [
			{
				versionDate: '2021-08-22',
				validFrom: '2021-08-25',
				validTo: null,
				source: sources.climate,
				parameters: { least: { unit: 'percent', value: 33 } }
			}
		],
		compute: (given: { formerHa: number; plannedHa: number }, { least }) => {
			const reduction = share(given.formerHa - given.plannedHa, given.formerHa);
			return reduction === null ? null : yesOrNo(reduction >= least.value);
		},
		examples: [
			// 100 × (60 − 39) ÷ 60 = 35
			{ asOf, given: { formerHa: 60, plannedHa: 39 }, expected: yesOrNo(true) },
			// 100 × (60 − 42) ÷ 60 = 30
			{ asOf, given: { formerHa: 60, plannedHa: 42 }, expected: yesOrNo(false) },
			{ asOf, given: { formerHa: 0, plannedHa: 0 }, expected: null }
		]
	}),
	reportDueRule,
	reportShareRule,
	reportSentRule,
	rule({
		id: 'net-balance',
		article: 'L. 101-2-1 et R. 101-1',
		versions: [
			{
				versionDate: '2023-11-27',
				validFrom: '2031-01-01',
				validTo: null,
				source: sources.planning,
				parameters: {}
			}
		],
		compute: (given: { artificialisedHa: number; restoredHa: number }) =>
			hectares(given.artificialisedHa - given.restoredHa),
		// 6 − 2.5
		examples: [
			{
				asOf: '2031-06-30',
				given: { artificialisedHa: 6, restoredHa: 2.5 },
				expected: hectares(3.5)
			}
		]
	}),
	rule({
		id: 'relief-envelope',
		article: 'Loi 2026-403 (?)',
		uncertain: true,
		versions: [
			{
				versionDate: '2026-05-26',
				validFrom: '2026-05-27',
				validTo: null,
				source: sources.simplification,
				parameters: { more: { unit: 'percent', value: 30 } }
			}
		],
		compute: ({ envelopeHa }: { envelopeHa: number }, { more }) =>
			hectares((envelopeHa * (100 + more.value)) / 100),
		// 50 × 1.3
		examples: [{ asOf, given: { envelopeHa: 50 }, expected: hectares(65) }]
	}),
	rule({
		id: 'relief-national-interest',
		article: 'Loi 2026-403 (?)',
		uncertain: true,
		versions: [
			{
				versionDate: '2026-05-26',
				validFrom: '2026-05-27',
				validTo: null,
				source: sources.simplification,
				parameters: {}
			}
		],
		compute: (given: { consumedHa: number; nationalInterestHa: number }) =>
			hectares(given.consumedHa - given.nationalInterestHa),
		// 18 − 4
		examples: [{ asOf, given: { consumedHa: 18, nationalInterestHa: 4 }, expected: hectares(14) }]
	})
];
