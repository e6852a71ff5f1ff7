import { assembled, type DueAssemblies } from '#lib/backend/assembled.ts';
import type { AssembledArea } from '#lib/domain/plot.ts';
import { TaskThread } from '../task-thread.ts';
import type { TerritoryWork } from '../territory-work.ts';
import { keepComputed } from './keep-computed.ts';

/** Plots that are asked or written at once. */
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
export function keepAssembled({
	service,
	territory,
	goesOn = () => true
}: TerritoryWork): Promise<number> {
	return keepComputed({
		due: (after) => assembled.due(service, territory, { after, limit: lot }),
		compute: async (due) => {
			const found = await thread.run(due);
			if (typeof found === 'string')
				throw new Error(`La surface réunie de ${String(due.plots.length)} terrains : ${found}.`);
			return due.plots.map((plot, at) => ({ ...plot, ...(found[at] as AssembledArea) }));
		},
		keep: (computed) => assembled.keep(service, territory, computed),
		atOnce: lot,
		goesOn
	});
}
