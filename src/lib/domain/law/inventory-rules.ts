import { addDays, addMonths, addYears, firstOfYear } from './calendar.ts';
import { rule, yesOrNo, type Figure, type Parameter, type RuleVersion } from './rule.ts';
import { sources } from './sources.ts';
import {
	jobsBetween,
	share,
	unitState,
	usefulArea,
	vacancyInterval,
	vacancyRate
} from '#lib/domain/vacancy.ts';

type Parameters = Record<string, Parameter>;

/** Article 220, unchanged since it was created. */
const since2021 = <P extends Parameters>(parameters: P): RuleVersion<P>[] => [
	{
		versionDate: '2021-08-22',
		validFrom: '2021-08-25',
		validTo: null,
		source: sources.climate,
		parameters
	}
];
/** The working method of the same law: what a figure beside the legal one means. */
const byMethod = <P extends Parameters>(parameters: P): RuleVersion<P>[] => [
	{ ...since2021(parameters)[0], source: sources.inventoryMethod } as RuleVersion<P>
];

const percent = (value: number | null): Figure | null =>
	value === null ? null : { kind: 'percent', value };
const answer = (value: 'occupied' | 'vacant' | 'free'): Figure => ({ kind: 'answer', value });
const day = (value: string): Figure => ({ kind: 'day', value });
const asOf = '2026-11-25';

export const inventoryRules = [
	rule({
		id: 'unit-state',
		article: 'L. 318-8-2, 3°',
		versions: since2021({}),
		compute: (given: { occupied: boolean; closed: boolean; vacantPremises: boolean }) =>
			answer(unitState(given.occupied, given.closed, given.vacantPremises)),
		// The whole truth table; the first is the one shown.
		examples: (
			[
				[false, true, false, 'vacant'],
				[false, false, true, 'vacant'],
				[false, true, true, 'vacant'],
				[false, false, false, 'free'],
				[true, false, false, 'occupied'],
				[true, true, false, 'occupied'],
				[true, false, true, 'occupied'],
				[true, true, true, 'occupied']
			] as const
		).map(([occupied, closed, vacantPremises, state]) => ({
			asOf,
			given: { occupied, closed, vacantPremises },
			expected: answer(state)
		}))
	}),
	rule({
		id: 'vacant-since',
		article: 'L. 318-8-2, 3°',
		versions: since2021({ least: { unit: 'years', value: 2 } }),
		compute: (given: { year: number; activityEnd: string; emptySince: string }, { least }) => {
			const latest = addYears(firstOfYear(given.year), -least.value);
			return yesOrNo(given.activityEnd <= latest && given.emptySince <= latest);
		},
		examples: [
			{
				asOf,
				given: { year: 2026, activityEnd: '2023-06-30', emptySince: '2023-12-15' },
				expected: yesOrNo(true)
			},
			// Empty for two years less a day: not vacant yet.
			{
				asOf,
				given: { year: 2026, activityEnd: '2023-06-30', emptySince: '2024-01-02' },
				expected: yesOrNo(false)
			}
		]
	}),
	rule({
		id: 'vacancy-rate',
		article: 'L. 318-8-2, 3°',
		versions: since2021({}),
		compute: ({ units, vacant }: { units: number; vacant: number }) =>
			percent(vacancyRate(units, vacant)),
		examples: [
			// 100 × 2 ÷ 15 = 13.33
			{ asOf, given: { units: 15, vacant: 2 }, expected: percent(13) },
			{ asOf, given: { units: 0, vacant: 0 }, expected: null }
		]
	}),
	rule({
		id: 'vacancy-interval',
		article: 'L. 318-8-2, 3°',
		versions: byMethod({}),
		compute: (given: { units: number; vacant: number; unproven: number }) => {
			const bounds = vacancyInterval(given.units, given.vacant, given.unproven);
			return bounds && { kind: 'percents', low: bounds[0], high: bounds[1] };
		},
		examples: [
			// 100 × 2 ÷ 16 = 12.5; 100 × (2 + 4) ÷ 16 = 37.5
			{
				asOf,
				given: { units: 16, vacant: 2, unproven: 4 },
				expected: { kind: 'percents', low: 12.5, high: 37.5 }
			}
		]
	}),
	rule({
		id: 'visit-gain',
		article: 'L. 318-8-2, 3°',
		versions: byMethod({}),
		compute: ({ units }: { units: number }) => {
			const value = share(1, units);
			return value === null ? null : { kind: 'points', value };
		},
		// Seen or not, one unit of 16 weighs 100 ÷ 16 points.
		examples: [{ asOf, given: { units: 16 }, expected: { kind: 'points', value: 6.25 } }]
	}),
	rule({
		id: 'vacancy-by-area',
		article: 'L. 318-8-2, 3°',
		versions: byMethod({}),
		compute: ({ areaHa, vacantHa }: { areaHa: number; vacantHa: number }) =>
			percent(share(vacantHa, areaHa)),
		// 100 × 3 ÷ 24
		examples: [{ asOf, given: { areaHa: 24, vacantHa: 3 }, expected: percent(12.5) }]
	}),
	rule({
		id: 'built-share',
		article: 'L. 318-8-2, 1°',
		versions: byMethod({}),
		compute: ({ footprintM2, areaM2 }: { footprintM2: number; areaM2: number }) =>
			percent(share(footprintM2, areaM2)),
		// 100 × 4,500 ÷ 18,000
		examples: [{ asOf, given: { footprintM2: 4500, areaM2: 18_000 }, expected: percent(25) }]
	}),
	rule({
		id: 'useful-area',
		article: 'L. 318-8-2, 1°',
		versions: byMethod({}),
		compute: ({ areas, useful }: { areas: readonly number[]; useful: readonly number[] }) => ({
			kind: 'hectares',
			value: usefulArea(areas, useful)
		}),
		// 4 + 2.5; the third serves the others
		examples: [
			{
				asOf,
				given: { areas: [4, 2.5, 1], useful: [1, 1, 0] },
				expected: { kind: 'hectares', value: 6.5 }
			}
		]
	}),
	rule({
		id: 'dominant-vocation',
		article: 'L. 318-8-1',
		versions: byMethod({ least: { unit: 'percent', value: 60 } }),
		compute: ({ jobs, inVocation }: { jobs: number; inVocation: number }, { least }) => {
			const part = share(inVocation, jobs);
			return part === null ? null : yesOrNo(part > least.value);
		},
		examples: [
			// 100 × 130 ÷ 200 = 65, above 60
			{ asOf, given: { jobs: 200, inVocation: 130 }, expected: yesOrNo(true) },
			{ asOf, given: { jobs: 200, inVocation: 120 }, expected: yesOrNo(false) }
		]
	}),
	rule({
		id: 'jobs-interval',
		article: 'L. 318-8-2, 2°',
		versions: byMethod({}),
		compute: ({ lows, highs }: { lows: readonly number[]; highs: readonly number[] }) => {
			const [low, high] = jobsBetween(lows, highs);
			return { kind: 'jobs', low, high };
		},
		// 10 + 20 + 50; 19 + 49 + 99
		examples: [
			{
				asOf,
				given: { lows: [10, 20, 50], highs: [19, 49, 99] },
				expected: { kind: 'jobs', low: 80, high: 167 }
			}
		]
	}),
	rule({
		id: 'consultation-end',
		article: 'L. 318-8-2',
		versions: since2021({ length: { unit: 'days', value: 30 } }),
		compute: ({ opened }: { opened: string }, { length }) => day(addDays(opened, length.value)),
		examples: [{ asOf, given: { opened: '2026-03-02' }, expected: day('2026-04-01') }]
	}),
	rule({
		id: 'refresh-date',
		article: 'L. 318-8-2',
		versions: since2021({ period: { unit: 'years', value: 6 } }),
		compute: ({ decided }: { decided: string }, { period }) => day(addYears(decided, period.value)),
		examples: [
			{ asOf, given: { decided: '2023-06-29' }, expected: day('2029-06-29') },
			// A leap day has no sixth anniversary: the last of its month stands for it.
			{ asOf, given: { decided: '2024-02-29' }, expected: day('2030-02-28') }
		]
	}),
	rule({
		id: 'formal-notice',
		article: 'L. 300-8',
		versions: since2021({
			answer: { unit: 'months', value: 3 },
			works: { unit: 'years', value: 1 }
		}),
		compute: ({ notified }: { notified: string }, { answer: toAnswer, works }) =>
			day(addYears(addMonths(notified, toAnswer.value), works.value)),
		examples: [{ asOf, given: { notified: '2026-01-15' }, expected: day('2027-04-15') }]
	})
];
