import { createServiceClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { keepLines } from '#lib/server/territory/keep-lines.ts';
import { repeat, type RepeatedWork } from './repeated-work.ts';

/** Rarely: a page is served without them meanwhile, and every plot is looked at. In ms. */
const every = 30_000;

/** Has the lines of plots kept that changes of the territory have had forgotten. */
export function startLineWork(): RepeatedWork {
	let seen = -1;
	const look = async (signal: AbortSignal) => {
		const { backend, configuration } = appBackend();
		const service = createServiceClient(backend);
		const { revision } = await territories.revisions(service, configuration.id);
		if (revision === seen) return;
		const work = { service, territory: configuration.id, goesOn: () => !signal.aborted };
		if (await keepLines(work)) seen = revision;
	};
	return repeat(look, {
		...{ firstAfter: 10_000, every },
		onFault: (fault) => {
			console.error('Lignes gardées des terrains :', fault);
		}
	});
}
