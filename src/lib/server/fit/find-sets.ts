import type { AssemblyQuestion } from '#lib/subjects/assembly/assembly-query.ts';
import type { Assemblies, AssemblyLand } from '#lib/subjects/assembly/find-assemblies.ts';
import type { NetGround } from '#lib/subjects/fit/rules/net-area.ts';
import { TaskThread, type NotDone } from '../task-thread.ts';

/** Sets of plots whose net areas are computed for the question. */
export interface SetsAsked {
	land: AssemblyLand;
	asked: AssemblyQuestion;
	/** Of the land's plots, by identifier. */
	grounds: ReadonlyMap<string, NetGround>;
	/** In metres, where a part of a limit has none of its own. */
	setback: number;
}

const thread = new TaskThread<SetsAsked, Assemblies>({
	file: 'src/lib/server/fit/sets-thread.ts',
	longestTask: 8000,
	name: 'Ensembles de terrains'
});

/** Looks for them in a thread of its own, within eight seconds. */
export function findSets(asked: SetsAsked): Promise<Assemblies | NotDone> {
	return thread.run(asked);
}
