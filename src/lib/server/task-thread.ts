import { Worker } from 'node:worker_threads';
import { scriptUrl } from './script-file.ts';

/** Why nothing came: it took too long, or too many were waiting. */
export type NotDone = 'too-long' | 'too-many';

interface ThreadOptions {
	/** Of the script, from the project's folder: it posts `ready`, then one message for each that it gets. */
	file: string;
	/** Of one task, in ms, from the moment when the thread begins it. */
	longestTask: number;
	/** What a fault of the thread is called, for whoever keeps the server. */
	name: string;
}

/** For the thread to start, in ms: the first visitor waits for it. */
const longestStart = 20_000;
/** More than that are not made to wait. */
const mostWaiting = 20;

/** One thread that does what it is given in turn: nothing of it holds up the pages of others. */
export class TaskThread<Task, Answer extends object> {
	#worker: Worker | null = null;
	#current: { task: Task; settle: (answer: Answer | NotDone) => void } | null = null;
	#timer: NodeJS.Timeout | undefined;
	readonly #queue: { task: Task; settle: (answer: Answer | NotDone) => void }[] = [];
	readonly #options: ThreadOptions;

	constructor(options: ThreadOptions) {
		this.#options = options;
	}

	run(task: Task): Promise<Answer | NotDone> {
		if (this.#queue.length >= mostWaiting) return Promise.resolve('too-many');
		return new Promise((settle) => {
			this.#queue.push({ task, settle });
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
		const worker = new Worker(scriptUrl(this.#options.file), {
			execArgv: ['--disable-warning=ExperimentalWarning'],
			resourceLimits: { maxOldGenerationSizeMb: 256 }
		});
		this.#worker = worker;
		this.#waitFor(longestStart);
		worker.on('message', (message: Answer | 'ready') => {
			if (this.#worker !== worker) return;
			if (message === 'ready') this.#begin();
			else this.#end(message);
		});
		// Out of memory, most of all: as if it had taken too long, and told to whoever keeps the server.
		worker.on('error', (fault) => {
			console.error(`${this.#options.name} :`, fault);
			if (this.#worker === worker) this.#end('too-long');
		});
		// A process that has nothing else to do may end: once it is listened to, which would hold it again.
		worker.unref();
	}

	#begin(): void {
		this.#waitFor(this.#options.longestTask);
		this.#worker?.postMessage(this.#current?.task);
	}

	#waitFor(milliseconds: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#end('too-long');
		}, milliseconds);
	}

	#end(answer: Answer | NotDone): void {
		clearTimeout(this.#timer);
		if (answer === 'too-long') {
			void this.#worker?.terminate();
			this.#worker = null;
		}
		const settle = this.#current?.settle;
		this.#current = null;
		settle?.(answer);
		this.#next();
	}
}
