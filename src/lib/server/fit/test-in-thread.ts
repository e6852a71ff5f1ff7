import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Verdict } from '#lib/subjects/fit/rules/test-building.ts';
import type { PlotTest } from '#lib/subjects/fit/rules/test-plot.ts';
import { projectRoot } from '../project-root.ts';

/** Why no verdict came: it took too long, or too many were waiting. */
export type NoVerdict = 'too-long' | 'too-many';

/** For the thread to start, in ms: the first visitor waits for it. */
const longestStart = 20_000;
/** More than that are not made to wait. */
const mostWaiting = 20;

interface Waiting {
	asked: PlotTest;
	settle: (verdict: Verdict | NoVerdict) => void;
}

function startThread(): Worker {
	const file = join(projectRoot(), 'src', 'lib', 'server', 'fit', 'fit-thread.ts');
	const worker = new Worker(pathToFileURL(file), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
		resourceLimits: { maxOldGenerationSizeMb: 256 }
	});
	// A process that has nothing else to do may end.
	worker.unref();
	return worker;
}

/** One thread that tests buildings in turn: none of them holds up the pages of others. */
export class FitThread {
	#worker: Worker | null = null;
	#current: Waiting | null = null;
	#timer: NodeJS.Timeout | undefined;
	readonly #queue: Waiting[] = [];
	readonly #longestTest: number;

	/** @param longestTest for one building on one plot, in ms, from the moment when its thread begins it */
	constructor(longestTest: number) {
		this.#longestTest = longestTest;
	}

	test(asked: PlotTest): Promise<Verdict | NoVerdict> {
		if (this.#queue.length >= mostWaiting) return Promise.resolve('too-many');
		return new Promise((settle) => {
			this.#queue.push({ asked, settle });
			this.#next();
		});
	}

	#next(): void {
		if (this.#current !== null) return;
		this.#current = this.#queue.shift() ?? null;
		if (this.#current === null) return;
		if (this.#worker) this.#begin();
		else this.#start();
	}

	#start(): void {
		const worker = startThread();
		this.#worker = worker;
		this.#waitFor(longestStart);
		worker.on('message', (message: Verdict | 'ready') => {
			if (this.#worker !== worker) return;
			if (message === 'ready') this.#begin();
			else this.#end(message);
		});
		// Out of memory, most of all: as if it had taken too long, and told to whoever keeps the server.
		worker.on('error', (fault) => {
			console.error('Essai d’un bâtiment :', fault);
			if (this.#worker === worker) this.#end('too-long');
		});
	}

	#begin(): void {
		this.#waitFor(this.#longestTest);
		this.#worker?.postMessage(this.#current?.asked);
	}

	#waitFor(milliseconds: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#end('too-long');
		}, milliseconds);
	}

	#end(verdict: Verdict | NoVerdict): void {
		clearTimeout(this.#timer);
		if (verdict === 'too-long') {
			void this.#worker?.terminate();
			this.#worker = null;
		}
		const settle = this.#current?.settle;
		this.#current = null;
		settle?.(verdict);
		this.#next();
	}
}

const thread = new FitThread(4000);

/** Tests a building on a plot in a thread of its own, within four seconds. */
export function testInThread(asked: PlotTest): Promise<Verdict | NoVerdict> {
	return thread.test(asked);
}
