// Loaded before the server of a test (NODE_OPTIONS): SIGUSR2 kills the thread that holds the database.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
	let thread;
	process.on('worker', (worker) => {
		thread = worker;
	});
	process.on('SIGUSR2', () => thread?.terminate());
}
