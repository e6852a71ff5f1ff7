import { describe, expect, it } from 'vitest';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { CriteriaHistory } from './criteria-history.svelte.ts';

const asking = (areaMinHa: number): Criteria => ({ ...noCriteria, areaMinHa });

describe('CriteriaHistory', () => {
	it('takes back one step after another, and gives them again', () => {
		const history = new CriteriaHistory();
		history.record(asking(1), ['areaMinHa'], 0);
		history.record(asking(2), ['areaMinHa'], 5000);
		expect(history.undo(asking(3))?.areaMinHa).toBe(2);
		expect(history.undo(asking(2))?.areaMinHa).toBe(1);
		expect(history.undo(asking(1))).toBeNull();
		expect(history.redo(asking(1))?.areaMinHa).toBe(2);
		expect(history.redo(asking(2))?.areaMinHa).toBe(3);
		expect(history.redo(asking(3))).toBeNull();
	});

	it('keeps the many changes of a slider as one step', () => {
		const history = new CriteriaHistory();
		for (const [step, value] of [1, 2, 3, 4].entries())
			history.record(asking(value), ['areaMinHa'], step * 50);
		expect(history.undo(asking(5))?.areaMinHa).toBe(1);
		expect(history.canUndo).toBe(false);
	});

	it('forgets what was taken back once something else is asked', () => {
		const history = new CriteriaHistory();
		history.record(asking(1), ['areaMinHa'], 0);
		history.undo(asking(2));
		history.record(asking(1), ['text'], 9000);
		expect(history.canRedo).toBe(false);
	});
});
