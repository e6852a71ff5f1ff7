import { afterEach, expect, it, vi } from 'vitest';
import { samplePlot, sampleRecords } from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from './columns.ts';
import { noCriteria } from './criteria.ts';
import { evaluate } from './evaluate.ts';

afterEach(() => {
	vi.useRealTimers();
});

it('counts the age of what was confirmed in days of France', () => {
	// Half past midnight in Paris, the evening before in Greenwich.
	vi.useFakeTimers({ now: new Date('2026-11-23T23:30:00Z') });
	const plots = [samplePlot({ updated: '2026-11-14' }), samplePlot({ updated: '2026-11-15' })];
	const columns = buildColumns(sampleRecords({ plots }));
	const within = (days: number) => [
		...evaluate(columns, { ...noCriteria, confirmedWithinDays: days }).passing
	];
	expect([within(10), within(9), within(8)]).toEqual([[0, 1], [1], []]);
});
