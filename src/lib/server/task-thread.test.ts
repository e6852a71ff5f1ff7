import { expect, it } from 'vitest';
import type { Polygon } from 'geojson';
import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import type { PlotTest } from '#lib/subjects/fit/rules/test-plot.ts';
import { fitThread } from './fit/test-in-thread.ts';
import { TaskThread } from './task-thread.ts';

const outline: Polygon = {
	type: 'Polygon',
	coordinates: [
		[
			[4.7, 49.7],
			[4.702, 49.7],
			[4.702, 49.701],
			[4.7, 49.701],
			[4.7, 49.7]
		]
	]
};
const asked = (length: number): PlotTest => ({
	plot: { outline, layers: [], boundaries: [] },
	building: { length, width: 20, court: 0, setback: 0, second: null }
});

const threadOf = (longestTask: number) =>
	new TaskThread<PlotTest, Verdict>({ ...fitThread, longestTask });

it('tests one building after the other in the same thread, and all that are asked at once', async () => {
	const thread = threadOf(60_000);
	const first = await thread.run(asked(50));
	expect(first).toMatchObject({ answer: 'fits' });
	const others = await Promise.all([thread.run(asked(500)), thread.run(asked(60))]);
	expect(others).toMatchObject([{ answer: 'does-not-fit' }, { answer: 'fits' }]);
});

it('ends a test that takes too long, and makes no more wait than it can serve', async () => {
	const thread = threadOf(0);
	const answers = await Promise.all(Array.from({ length: 25 }, () => thread.run(asked(500))));
	expect(answers.filter((answer) => answer === 'too-many').length).toBe(4);
	expect(answers.filter((answer) => answer === 'too-long').length).toBeGreaterThan(0);
}, 120_000);
