import { createServiceClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import type { TerritoryWork } from '#lib/server/territory-work.ts';
import { repeat, type RepeatedWork, type Repetition } from './repeated-work.ts';

/**
 * Does something in the background whenever the territory has changed.
 * @param work resolves to false where it is to be done again, even if nothing changes
 */
export function onEachRevision(
	work: (on: TerritoryWork) => Promise<boolean>,
	repetition: Repetition
): RepeatedWork {
	let seen = -1;
	const look = async (signal: AbortSignal) => {
		const { backend, configuration } = appBackend();
		const service = createServiceClient(backend);
		const territory = configuration.id;
		const { revision } = await territories.revisions(service, territory);
		if (revision === seen) return;
		const isDone = await work({ service, territory, goesOn: () => !signal.aborted });
		if (isDone) seen = revision;
	};
	return repeat(look, repetition);
}
