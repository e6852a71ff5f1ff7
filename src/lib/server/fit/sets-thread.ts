import { parentPort } from 'node:worker_threads';
import { findAssemblies } from '#lib/subjects/assembly/find-assemblies.ts';
import { UnitedAreas } from '#lib/subjects/fit/rules/united-areas.ts';
import type { SetsAsked } from './find-sets.ts';

// Looks for one visitor's sets after the other's: whoever started the thread ends it when one takes too long.
if (!parentPort) throw new Error('sets-thread.ts ne se lance pas seul.');
const port = parentPort;

port.on('message', ({ land, asked, grounds, setback }: SetsAsked) => {
	port.postMessage(findAssemblies(land, asked, new UnitedAreas(grounds, setback)));
});
port.postMessage('ready');
