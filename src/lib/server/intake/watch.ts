/**
 * A thread of the reading process that ends it when it takes more than it may, also while its main thread is busy, and
 * when the server that asked is gone. Which limit was passed is written to the pipe `verdictPipe`.
 */
import { writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Order } from './frames.ts';

/** Number of the pipe that tells the server why the process ended. */
export const verdictPipe = 3;
export type Verdict = 'time' | 'memory';

const intervalMs = 20;
const microsecondsPerMs = 1000;

function end(verdict?: Verdict): void {
	if (verdict !== undefined) writeSync(verdictPipe, verdict);
	process.kill(process.pid, 'SIGKILL');
}

function watch(limits: Order['limits']): void {
	const before = process.cpuUsage();
	setInterval(() => {
		const { user, system } = process.cpuUsage(before);
		if (process.memoryUsage.rss() > limits.memory) end('memory');
		else if ((user + system) / microsecondsPerMs > limits.cpuMs) end('time');
	}, intervalMs);
}

// A server killed at once says nothing to its processes; the system gives them another parent.
const server = process.ppid;
setInterval(() => {
	if (process.ppid !== server) end();
}, intervalMs);

parentPort?.on('message', (limits: Order['limits']) => {
	watch(limits);
	parentPort?.postMessage('watching');
});
