import { describe, expect, it } from 'vitest';
import { alertEnd, changesSince, isQuiet } from './alert.ts';

describe('what an alert tells', () => {
	const before = { A: ['Nord – 1', 25], B: ['Nord – 2', null], C: ['Sud', 18] } as const;

	it('is what came, what has another price, and what went', () => {
		const now = { B: ['Nord – 2', 30], C: ['Sud', 18], D: ['Est', 12] } as const;
		expect(changesSince(before, now)).toEqual({
			added: ['D'],
			repriced: [{ id: 'B', before: null }],
			gone: [{ id: 'A', name: 'Nord – 1' }]
		});
	});

	it('is nothing where the same plots stand at the same prices, whatever their names', () => {
		const renamed = { C: ['Sud – lot 1', 18], B: ['Nord – 2', null], A: ['Nord', 25] } as const;
		expect(isQuiet(changesSince(before, renamed))).toBe(true);
	});

	it('takes a price that is not shown any more for a change', () => {
		const now = { ...before, A: ['Nord – 1', null] } as const;
		expect(changesSince(before, now).repriced).toEqual([{ id: 'A', before: 25 }]);
	});

	it('is not misled by identifiers that every object has', () => {
		const now = { ...before, constructor: ['Ouest', 1] } as const;
		expect(changesSince(before, now).added).toEqual(['constructor']);
		expect(changesSince(now, before).gone).toEqual([{ id: 'constructor', name: 'Ouest' }]);
	});

	it('ends a year after it was confirmed', () => {
		expect(alertEnd('2026-03-31T10:00:00.000Z').toISOString().slice(0, 10)).toBe('2027-03-31');
	});
});
