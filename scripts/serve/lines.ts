import { keepLines } from '#lib/server/territory/keep-lines.ts';
import { onEachRevision } from './on-each-revision.ts';
import type { RepeatedWork } from './repeated-work.ts';

/** Rarely: a page is served without them meanwhile, and every plot is looked at. In ms. */
const every = 30_000;

/** Has the lines of plots kept that changes of the territory have had forgotten. */
export function startLineWork(): RepeatedWork {
	return onEachRevision(keepLines, {
		...{ firstAfter: 10_000, every },
		onFault: (fault) => {
			console.error('Lignes gardées des terrains :', fault);
		}
	});
}
