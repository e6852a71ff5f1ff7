import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import type { PlotTest } from '#lib/subjects/fit/rules/test-plot.ts';
import { TaskThread, type NotDone } from '../task-thread.ts';

export const fitThread = {
	file: 'src/lib/server/fit/fit-thread.ts',
	longestTask: 4000,
	name: 'Essai d’un bâtiment'
};

const thread = new TaskThread<PlotTest, Verdict>(fitThread);

/** Tests a building on a plot in a thread of its own, within four seconds. */
export function testInThread(asked: PlotTest): Promise<Verdict | NotDone> {
	return thread.run(asked);
}
