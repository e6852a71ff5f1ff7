import { describe, expect, it } from 'vitest';
import type { LedgerFacts, LedgerLine } from '#lib/backend/ledger.ts';
import { ledgerView } from './ledger-view.ts';
import { readPeriod, triennialReport } from './triennial-report.ts';

const year = (of: number, m2: number, communes = 1) => ({
	...{ year: of, communes, m2, activityM2: m2 / 2 }
});
const line = (kind: LedgerLine['kind'], id: string, years: LedgerLine['years']): LedgerLine => ({
	...{ kind, id, epci: kind === 'commune' ? '200000001' : null, epcis: 1, years, buckets: {} },
	...{ communes: kind === 'commune' ? 1 : 2, guaranteed: 0, guaranteedM2: 0 },
	...{ envelopes: 0, envelopeM2: null }
});
// Two communes: 1 ha and 0.5 ha in 2022, 2 ha and 0 ha in 2023, 3 ha and 1 ha in 2024.
const facts: LedgerFacts = {
	file: { date: '2026-04-30', name: 'F', demonstration: false, firstYear: 2021, lastYear: 2024 },
	firstFile: '2026-04-30',
	lines: [
		line('epci', '200000001', [
			year(2021, 7, 1),
			...[year(2022, 15_000, 2), year(2023, 20_000, 2), year(2024, 40_000, 2)]
		]),
		line('commune', '08001', [year(2022, 10_000), year(2023, 20_000), year(2024, 30_000)]),
		line('commune', '08002', [year(2022, 5000), year(2023, 0), year(2024, 10_000)])
	],
	...{ envelopes: [], projects: [], guarantees: [] }
};
const naming = { name: 'CC', names: {}, hrefOf: () => '' };
const view = (kind: LedgerLine['kind'], id: string) => {
	const found = ledgerView(facts, { kind, id }, '2026-11-26', naming);
	if (!found) throw new Error(`${kind} ${id}`);
	return found;
};
const areas = { '08001': 1000, '08002': 500 };
const period = { from: 2022, to: 2024 };

describe('the triennial report', () => {
	it('tells land taken by year and over the period, in hectares and in % of the area', () => {
		const report = triennialReport(view('epci', '200000001'), period, areas);
		expect(report.years.map(({ label, takenHa }) => [label, takenHa])).toEqual([
			['2022', 1.5],
			['2023', 2],
			['2024', 4]
		]);
		// 1.5 + 2 + 4 ha of 1,500 ha: 100 × 7.5 ÷ 1,500 = 0.5 %
		const { takenHa, activityHa, areaHa, sharePercent } = report.total;
		expect([takenHa, activityHa, areaHa, sharePercent]).toEqual([7.5, 3.75, 1500, 0.5]);
		// 100 × 6 ÷ 1,000, and 100 × 1.5 ÷ 500
		expect(report.communes.map((one) => [one.takenHa, one.sharePercent])).toEqual([
			[6, 0.6],
			[1.5, 0.3]
		]);
		const sum = report.communes.reduce((all, one) => all + (one.takenHa ?? 0), 0);
		expect(sum).toBe(takenHa);
	});

	it('of a commune has no communes, and is the line that its EPCI shows of it', () => {
		const { communes, total } = triennialReport(view('commune', '08001'), period, areas);
		expect(communes).toEqual([]);
		expect([total.takenHa, total.sharePercent]).toEqual([6, 0.6]);
	});

	it('says nothing where a commune, a year or an area is missing, never 0', () => {
		const partial = triennialReport(view('epci', '200000001'), { from: 2021, to: 2024 }, areas);
		expect(partial.years[0]?.takenHa).toBeNull();
		expect([partial.total.takenHa, partial.total.activityHa]).toEqual([null, null]);
		const unmeasured = triennialReport(view('epci', '200000001'), period, { '08001': 1000 });
		expect([unmeasured.total.takenHa, unmeasured.total.sharePercent]).toEqual([7.5, null]);
	});

	it('is about the last three years unless an address names years of the file', () => {
		const file = { firstYear: 2009, lastYear: 2024 };
		const read = (text: string) => readPeriod(new URLSearchParams(text), file);
		expect(read('')).toEqual({ period, unread: null });
		expect(read('de=2011&a=2020').period).toEqual({ from: 2011, to: 2020 });
		for (const text of ['de=2020&a=2019', 'de=2008&a=2010', 'de=2020&a=2031', 'de=rien&a=2020'])
			expect(read(text)).toMatchObject({ period, unread: expect.any(String) as string });
	});
});
