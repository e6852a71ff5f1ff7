import { assembled, type DueAssemblies } from '#lib/backend/assembled.ts';
import type { AssembledArea } from '#lib/domain/plot.ts';
import { TaskThread } from '../task-thread.ts';
import type { TerritoryWork } from '../territory-work.ts';

/** Plots that are asked and written at once: each write has the territory read again. */
const lot = 1000;

const thread = new TaskThread<DueAssemblies, AssembledArea[]>({
	file: 'src/lib/server/fit/assembly-thread.ts',
	longestTask: 60_000,
	name: 'Surface réunie de terrains voisins'
});

/**
 * Computes the largest area that each plot reaches with adjacent ones, of plots around which something has changed, in a
 * thread of its own.
 * @returns how many plots were computed
 * @throws Error where a lot takes too long: those plots stay unknown, and are tried again
 */
export async function keepAssembled({
	service,
	territory,
	goesOn = () => true
}: TerritoryWork): Promise<number> {
	let count = 0;
	while (goesOn()) {
		const due = await assembled.due(service, territory, lot);
		if (due.plots.length === 0) break;
		const found = await thread.run(due);
		if (typeof found === 'string')
			throw new Error(`La surface réunie de ${String(due.plots.length)} terrains : ${found}.`);
		await assembled.keep(
			service,
			territory,
			due.plots.map((plot, at) => ({ ...plot, ...(found[at] as AssembledArea) }))
		);
		count += due.plots.length;
	}
	return count;
}
