import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { keepHalls } from '#lib/server/fit/keep-halls.ts';
import type { TerritoryWork } from '#lib/server/territory-work.ts';
import { onEachRevision } from './on-each-revision.ts';
import type { RepeatedWork } from './repeated-work.ts';

/** As often as the revision is looked at, in ms. */
const every = 15_000;

/** Has computed what each plot holds, by itself and with adjacent ones, whenever the territory has changed. */
export function startHallWork(): RepeatedWork {
	const compute = async (work: TerritoryWork) => {
		// In no time, beside the buildings.
		await keepAssembled(work);
		await keepHalls(work);
		return true;
	};
	return onEachRevision(compute, {
		...{ firstAfter: 20_000, every },
		onFault: (fault) => {
			console.error('Bâtiments et surfaces réunies des terrains :', fault);
		}
	});
}
