import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PlotTest } from '#lib/subjects/fit/rules/test-plot.ts';
import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import { projectRoot } from '../project-root.ts';

/** Why no verdict came: it took too long, or too many were waiting. */
export type NoVerdict = 'too-long' | 'too-many';

/** For one building on one plot, in ms, from the moment when it is its turn. */
export const longestTest = 4000;
/** More than that are not made to wait. */
const mostWaiting = 20;

interface Waiting {
	asked: PlotTest;
	settle: (verdict: Verdict | NoVerdict) => void;
}

/** One thread that tests buildings in turn: none of them holds up the pages of others. */
class FitThread {
	#worker: Worker | null = null;
	#isBusy = false;
	readonly #queue: Waiting[] = [];

	/** @throws Error where the test itself fails */
	test(asked: PlotTest): Promise<Verdict | NoVerdict> {
		if (this.#queue.length >= mostWaiting) return Promise.resolve('too-many');
		return new Promise((settle) => {
			this.#queue.push({ asked, settle });
			this.#next();
		});
	}

	#start(): Worker {
		const file = join(projectRoot(), 'src', 'lib', 'server', 'fit', 'fit-thread.ts');
		const worker = new Worker(pathToFileURL(file), {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			resourceLimits: { maxOldGenerationSizeMb: 256 }
		});
		// A process that has nothing else to do may end.
		worker.unref();
		return worker;
	}

	#next(): void {
		const next = this.#isBusy ? undefined : this.#queue.shift();
		if (next === undefined) return;
		this.#isBusy = true;
		const worker = (this.#worker ??= this.#start());
		const end = (verdict: Verdict | NoVerdict, isBroken: boolean) => {
			clearTimeout(timer);
			worker.removeAllListeners();
			if (isBroken) {
				this.#worker = null;
				void worker.terminate();
			}
			this.#isBusy = false;
			next.settle(verdict);
			this.#next();
		};
		const timer = setTimeout(() => {
			end('too-long', true);
		}, longestTest);
		worker.once('message', (verdict: Verdict) => {
			end(verdict, false);
		});
		// Out of memory, most of all: as if it had taken too long.
		worker.once('error', () => {
			end('too-long', true);
		});
		worker.postMessage(next.asked);
	}
}

const thread = new FitThread();

/** Tests a building on a plot in a thread of its own, within `longestTest`. */
export function testInThread(asked: PlotTest): Promise<Verdict | NoVerdict> {
	return thread.test(asked);
}
