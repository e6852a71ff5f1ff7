import { createServiceClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { keepAssembled } from '#lib/server/fit/keep-assembled.ts';
import { keepHalls } from '#lib/server/fit/keep-halls.ts';

/** After the first visitors are served, and then as often as the revision is looked at, in ms. */
const firstAfter = 20_000;
const pause = 15_000;

/**
 * Has computed what each plot holds, by itself and with adjacent ones, whenever the territory has changed, in the
 * background; faults go to the log, never further, and are tried again.
 */
export function startHallWork(): { stop: () => Promise<void> } {
	let stopped = false;
	let seen = -1;
	let running: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout;
	const look = async () => {
		const { backend, configuration } = appBackend();
		const service = createServiceClient(backend);
		const { revision } = await territories.revisions(service, configuration.id);
		if (revision === seen) return;
		const work = { service, territory: configuration.id, goesOn: () => !stopped };
		// In no time, beside the buildings.
		await keepAssembled(work);
		await keepHalls(work);
		seen = revision;
	};
	const next = (after: number) => {
		timer = setTimeout(() => {
			running = look()
				.catch((fault: unknown) => {
					console.error('Bâtiments et surfaces réunies des terrains :', fault);
				})
				.finally(() => {
					if (!stopped) next(pause);
				});
		}, after);
	};
	next(firstAfter);
	return {
		stop: () => {
			stopped = true;
			clearTimeout(timer);
			return running;
		}
	};
}
