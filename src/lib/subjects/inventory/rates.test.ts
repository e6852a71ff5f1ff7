import { describe, expect, it } from 'vitest';
import type { InventoryLine } from '#lib/backend/inventory.ts';
import { ratesOf } from './rates.ts';
import { readInventoryQuery } from './inventory-query.ts';

const line = (given: Partial<InventoryLine>): InventoryLine => ({
	...{ day: '2026-01-01', kind: 'site', id: 'A', epci: null, commune: null },
	...{ units: 0, occupied: 0, vacant: 0, recent: 0, free: 0, unknown: 0 },
	...{ areaM2: 0, vacantM2: 0, unknownM2: 0, jobs: 0, vacantJobs: 0, unknownJobs: 0 },
	...{ withoutJobs: 0, footprintM2: 0, measuredM2: 0, ...given }
});

describe('the rates of a place', () => {
	it('counts units for the law, and m² and jobs beside it', () => {
		const known = { units: 16, vacant: 2, unknown: 4, areaM2: 240_000, vacantM2: 30_000 };
		const more = { unknownM2: 24_000, jobs: 110, vacantJobs: 20, unknownJobs: 10 };
		expect(ratesOf(line({ ...known, ...more, footprintM2: 4500, measuredM2: 18_000 }))).toEqual({
			// 100 × 2 ÷ 16 = 12.5, in whole %; 100 × (2 + 4) ÷ 16
			...{ legal: 13, interval: [12.5, 37.5] },
			// 100 × 30,000 ÷ 240,000; 100 × (30,000 + 24,000) ÷ 240,000
			...{ byArea: 12.5, byAreaInterval: [12.5, 22.5] },
			// 100 × 20 ÷ (110 − 10); 100 × 4,500 ÷ 18,000
			...{ byJobs: 20, built: 25 }
		});
	});

	it('says nothing of a place without units, and none of 0 % where every unit is unknown', () => {
		const nothing = { legal: null, interval: null, byArea: null, byAreaInterval: null };
		for (const one of [undefined, line({}), line({ units: 3, unknown: 3, areaM2: 30 })])
			expect(ratesOf(one)).toEqual({ ...nothing, byJobs: null, built: null });
	});
});

describe('the address of the inventory', () => {
	const read = (text: string) => readInventoryQuery(new URLSearchParams(text), '2026-11-26');

	it('is at this 1 January unless another year is asked, the next one included', () => {
		expect(read('')).toMatchObject({ year: 2026, day: '2026-01-01', unread: null, page: 1 });
		expect(read('annee=2027')).toMatchObject({ year: 2027, unread: null });
		expect(read('annee=1995&page=3')).toMatchObject({ year: 1995, unread: null, page: 3 });
	});

	it.each(['2028', '20x6', '-1', '2026.5'])('does not take %s for a year, and says so', (year) => {
		expect(read(`annee=${year}`)).toMatchObject({ year: 2026, unread: year });
	});

	it('has the years around and the one asked for', () => {
		expect(read('').days).toEqual(['2024-01-01', '2025-01-01', '2026-01-01', '2027-01-01']);
		expect(read('annee=2019').days[0]).toBe('2019-01-01');
	});
});
