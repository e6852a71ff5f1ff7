import { describe, expect, it } from 'vitest';
import { progressOf } from './progress.ts';

describe('the progress of an axis', () => {
	it('counts actions by status, unknown last, and adds the budgets that are known', () => {
		expect(
			progressOf([
				{ statut: null, budget_eur: 600_000 },
				{ statut: 'réalisée', budget_eur: null },
				{ statut: 'en cours', budget_eur: 50_000 },
				{ statut: 'en cours', budget_eur: null }
			])
		).toEqual({
			count: 4,
			shares: [
				{ status: 'en cours', count: 2 },
				{ status: 'réalisée', count: 1 },
				{ status: null, count: 1 }
			],
			// One of four, though only three are known.
			done: 0.25,
			budget: 650_000,
			budgets: 2
		});
	});

	it('has no budget where none is known, and no share without an action', () => {
		expect(progressOf([])).toEqual({ count: 0, shares: [], done: null, budget: null, budgets: 0 });
		expect(progressOf([{ statut: null, budget_eur: null }])).toMatchObject({
			...{ done: null, budget: null }
		});
	});
});
