import { describe, expect, it } from 'vitest';
import { isDay } from '#lib/domain/day.ts';
import { addMonths, addYears } from './calendar.ts';
import { ruleList, uncertainRules } from './rule-list.ts';
import { versionOn } from './rule.ts';

const allOn = new Set(uncertainRules.map(({ id }) => id));
const worked = ruleList.flatMap((rule) =>
	rule.examples.map((example, index) => ({ name: `${rule.id} ${index + 1}`, rule, example }))
);

describe('the rules of the law', () => {
	it('are at least 25, each with a worked example, a source and an article', () => {
		expect(new Set(ruleList.map(({ id }) => id)).size).toBe(ruleList.length);
		expect(ruleList.length).toBeGreaterThanOrEqual(25);
		for (const { id, examples, versions, article } of ruleList) {
			expect(examples.length, id).toBeGreaterThan(0);
			expect(article, id).not.toBe('');
			for (const { source } of versions) expect(source.title, id).not.toBe('');
		}
	});

	it.each(worked)('give what was worked by hand: $name', ({ rule, example }) => {
		const { standing, figure } = rule.recompute(example, example.asOf, allOn);
		expect(standing).toBe('in-force');
		expect(figure).toEqual(example.expected);
	});

	it('have versions in their order, without a gap or an overlap, dated by days that exist', () => {
		for (const { id, versions } of ruleList) {
			for (const [index, { versionDate, validFrom, validTo }] of versions.entries()) {
				expect([versionDate, validFrom, validTo ?? validFrom].every(isDay), id).toBe(true);
				expect(versionDate <= validFrom, id).toBe(true);
				const next = versions[index + 1];
				if (!next) continue;
				expect(validTo, id).not.toBeNull();
				const dayAfter = new Date(Date.parse(validTo ?? '') + 86_400_000).toISOString();
				expect(dayAfter.slice(0, 10), id).toBe(next.validFrom);
			}
		}
	});

	it('say nothing on a day on which they do not hold, and why', () => {
		const guarantee = ruleList.find(({ id }) => id === 'communal-guarantee');
		const [example] = guarantee?.examples ?? [];
		if (!guarantee || !example) throw new Error('no such rule');
		const on = (asOf: string) => guarantee.recompute(example, asOf);
		expect(on('2023-07-21')).toEqual({ standing: 'not-yet', version: null, figure: null });
		expect(on('2026-08-22').figure).toEqual({ kind: 'hectares', value: 12 });
		expect(on('2026-08-23')).toEqual({ standing: 'no-longer', version: null, figure: null });
	});

	it('leave what is uncertain out until somebody switches it on', () => {
		expect(uncertainRules.map(({ id }) => id)).toEqual([
			'relief-envelope',
			'relief-national-interest'
		]);
		for (const rule of uncertainRules) {
			const [example] = rule.examples;
			if (!example) throw new Error('no example');
			const off = rule.recompute(example, example.asOf);
			expect(off).toMatchObject({ standing: 'off', figure: null });
			expect(rule.recompute(example, example.asOf, new Set([rule.id])).figure).not.toBeNull();
		}
	});

	it('take the deadline that was known on the day asked', () => {
		const scot = ruleList.find(({ id }) => id === 'scot-deadline');
		const deadlineOn = (day: string) =>
			versionOn(scot?.versions ?? [], day)?.parameters['deadline']?.value;
		expect(deadlineOn('2023-07-21')).toBe('2026-08-22');
		expect(deadlineOn('2023-07-22')).toBe('2027-02-22');
		expect(deadlineOn('2021-01-01')).toBeUndefined();
	});
});

describe('days of the calendar', () => {
	it('end a month at its last day', () => {
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
		expect(addYears('2024-02-29', -2)).toBe('2022-02-28');
	});

	it('are told from texts that name none', () => {
		expect(['2026-02-28', '2026-02-30', '26-1-1', 'demain', '2026-13-01'].map(isDay)).toEqual([
			true,
			false,
			false,
			false,
			false
		]);
	});
});
