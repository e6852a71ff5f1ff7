import { describe, expect, it } from 'vitest';
import { readLawQuery } from './law-query.ts';

const read = (query: string) => readLawQuery(new URLSearchParams(query), '2026-11-25');

describe('the address of the page of rules', () => {
	it('asks for today where it says nothing', () => {
		expect(read('')).toEqual({ asOf: '2026-11-25', switchedOn: [], faults: [] });
		expect(read('date=')).toEqual({ asOf: '2026-11-25', switchedOn: [], faults: [] });
	});

	it('keeps a day, and the switches that exist', () => {
		expect(read('date=2031-06-30&verifier=relief-envelope&verifier=relief-envelope')).toEqual({
			asOf: '2031-06-30',
			switchedOn: ['relief-envelope'],
			faults: []
		});
	});

	it('names what it cannot use', () => {
		expect(read('date=2026-02-30&verifier=vacancy-rate')).toEqual({
			asOf: '2026-11-25',
			switchedOn: [],
			faults: [
				{ code: 'date', value: '2026-02-30' },
				{ code: 'switch', value: 'vacancy-rate' }
			]
		});
	});
});
