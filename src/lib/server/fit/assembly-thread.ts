import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { DueAssemblies } from '#lib/backend/assembled.ts';
import { largestAssemblies } from '#lib/subjects/assembly/largest-assemblies.ts';

// Nobody waits for it, as for hall-thread.ts.
if (!parentPort) throw new Error('assembly-thread.ts ne se lance pas seul.');
const port = parentPort;

if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

port.on('message', ({ plots, free }: DueAssemblies) => {
	port.postMessage(
		largestAssemblies(
			free,
			plots.map(({ id }) => id)
		)
	);
});
port.postMessage('ready');
