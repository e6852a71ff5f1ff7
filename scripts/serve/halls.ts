import { createServiceClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { keepHalls } from '#lib/server/fit/keep-halls.ts';
import { repeat, type RepeatedWork } from './repeated-work.ts';

/** As often as the revision is looked at, in ms. */
const every = 15_000;

/** Has computed what each plot holds, by itself and with adjacent ones, whenever the territory has changed. */
export function startHallWork(): RepeatedWork {
	let seen = -1;
	const look = async (signal: AbortSignal) => {
		const { backend, configuration } = appBackend();
		const service = createServiceClient(backend);
		const { revision } = await territories.revisions(service, configuration.id);
		if (revision === seen) return;
		const work = { service, territory: configuration.id, goesOn: () => !signal.aborted };
		// In no time, beside the buildings.
		await keepAssembled(work);
		await keepHalls(work);
		seen = revision;
	};
	return repeat(look, {
		...{ firstAfter: 20_000, every },
		onFault: (fault) => {
			console.error('Bâtiments et surfaces réunies des terrains :', fault);
		}
	});
}
