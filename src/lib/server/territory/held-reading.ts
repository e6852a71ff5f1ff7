import { Worker } from 'node:worker_threads';
import { bodyBytes, ownBytes } from '#lib/backend/body-bytes.ts';
import { scriptUrl } from '../script-file.ts';
import type {
	ClassTexts,
	MessageFromThread,
	MessageToThread,
	Revisions,
	ThreadOptions
} from './protocol.ts';
import type { Ask, QuestionName } from './questions.ts';
import { ReadingFault } from './reading-fault.ts';

/** No page takes longer between being handed a reading and asking it. */
const retireMilliseconds = 20_000;

const stopped = 'Le fil qui lit le territoire s’est arrêté.';
const tooLong = 'La question prend plus de 5 s.';
/** A search that takes longer ends with a sentence. */
const longestMilliseconds = 5_000;

type Waiting = { resolve: (answer: unknown) => void; reject: (fault: Error) => void };

function faultOf({ message, isAway }: Extract<MessageFromThread, { type: 'fault' }>): Error {
	return isAway ? new ReadingFault('database_away', message) : new Error(message);
}

/** What the server's own thread keeps of a reading: its texts, which all threads share, and the way to ask. */
export interface HeldReading {
	revisions: Revisions;
	/** An ETag of these records: another one when any of them has changed, and in another process. */
	etag: string;
	texts: ClassTexts;
	/** JSON of `packFeatures`; null where there are too many plots for a page to read whole. */
	packedPlots: Buffer | null;
	plots: number;
	ask: Ask;
	/** Ends the thread after a while, for those who were handed it and have not asked yet, and once all are answered. */
	retire(): void;
	/** Ends the thread at once. */
	end(): void;
	/** Hears, once, that the thread has ended by itself. */
	onLost(listener: () => void): void;
}

/** A thread with the code loaded, waiting to be told what to read. */
export class TerritoryThread {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	readonly #fetch: typeof fetch;
	#lastId = 0;
	#retired = false;
	#ended = false;
	#listener: (message: MessageFromThread) => void = () => undefined;
	#onLost: (fault: Error) => void = () => undefined;

	/** @param throughBackend answers what the thread asks of the database */
	constructor(throughBackend: typeof fetch) {
		this.#fetch = throughBackend;
		this.#worker = new Worker(scriptUrl('src/lib/server/territory/territory-thread.ts'), {
			execArgv: ['--disable-warning=ExperimentalWarning']
		});
		let fault: Error = new ReadingFault('database_away', stopped);
		this.#worker.on('error', (error) => {
			console.error(error);
			fault = new ReadingFault('database_away', `${stopped} (${String(error)})`);
		});
		this.#worker.on('exit', () => {
			for (const { reject } of this.#waiting.values()) reject(fault);
			this.#waiting.clear();
			if (!this.#ended) this.#onLost(fault);
		});
		this.#worker.on('message', (message: MessageFromThread) => this.#hear(message));
		// A server that has closed everything else is not kept alive by its readings.
		this.#worker.unref();
	}

	/** @throws Error when the territory cannot be read; the thread is ended then */
	async read(
		options: ThreadOptions,
		of: Pick<HeldReading, 'revisions' | 'etag'>
	): Promise<HeldReading> {
		// A command that waits for nothing else would end before it has read.
		this.#worker.ref();
		try {
			const { texts, packedPlots, plots } = await this.#whenRead(options);
			return {
				...of,
				texts,
				plots,
				packedPlots: packedPlots && Buffer.from(packedPlots),
				ask: this.#asking(),
				retire: () => this.#retire(),
				end: () => this.end(),
				onLost: (listener) => (this.#onLost = listener)
			};
		} catch (fault) {
			this.end();
			throw fault;
		} finally {
			this.#worker.unref();
		}
	}

	end(): void {
		this.#ended = true;
		void this.#worker.terminate();
	}

	#retire(): void {
		setTimeout(() => {
			this.#retired = true;
			if (this.#waiting.size === 0) this.end();
		}, retireMilliseconds).unref();
	}

	#whenRead(options: ThreadOptions) {
		return new Promise<Extract<MessageFromThread, { type: 'read' }>>((resolve, reject) => {
			this.#onLost = reject;
			this.#listener = (message) => {
				if (message.type === 'read') resolve(message);
				if (message.type === 'failed') reject(new Error(message.message));
			};
			this.#post({ type: 'read', options });
		});
	}

	/** A function for each question, made when it is asked. */
	#asking(): Ask {
		return new Proxy({} as Ask, {
			get: (_, name: QuestionName) => (subject: unknown) => this.#ask(name, subject)
		});
	}

	#ask(name: QuestionName, subject: unknown): Promise<unknown> {
		const id = ++this.#lastId;
		return new Promise((resolve, reject) => {
			if (this.#worker.threadId === -1) {
				reject(new ReadingFault('database_away', stopped));
				return;
			}
			const late = setTimeout(() => {
				this.#settle(id)?.reject(new ReadingFault('database_too_long', tooLong));
			}, longestMilliseconds);
			this.#waiting.set(id, {
				resolve: (answer) => {
					clearTimeout(late);
					resolve(answer);
				},
				reject: (fault) => {
					clearTimeout(late);
					reject(fault);
				}
			});
			this.#post({ type: 'ask', id, name, subject });
		});
	}

	#hear(message: MessageFromThread): void {
		switch (message.type) {
			case 'request':
				void this.#answerFromBackend(message);
				break;
			case 'answer':
				this.#settle(message.id)?.resolve(message.answer);
				break;
			case 'fault':
				this.#settle(message.id)?.reject(faultOf(message));
				break;
			default:
				this.#listener(message);
		}
	}

	#settle(id: number): Waiting | undefined {
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		if (this.#retired && this.#waiting.size === 0) this.end();
		return waiting;
	}

	async #answerFromBackend(asked: Extract<MessageFromThread, { type: 'request' }>): Promise<void> {
		const { id, url, method, headers, body } = asked;
		try {
			const response = await this.#fetch(url, { method, headers, body });
			const content = ownBytes(await bodyBytes(response));
			this.#post(
				{
					type: 'response',
					id,
					status: response.status,
					headers: [...response.headers],
					body: content
				},
				[content.buffer]
			);
		} catch (fault) {
			const sentence = JSON.stringify({ message: String(fault) });
			const body = new TextEncoder().encode(sentence);
			this.#post({ type: 'response', id, status: 503, headers: [], body });
		}
	}

	#post(message: MessageToThread, transfer: ArrayBuffer[] = []): void {
		this.#worker.postMessage(message, transfer);
	}
}
