import { Worker } from 'node:worker_threads';
import { handedOn } from '#lib/backend/body-bytes.ts';
import { scriptUrl } from '#lib/server/script-file.ts';
import type {
	AccountMail,
	MessageFromWorker,
	MessageToWorker,
	RequestMessage,
	ResponseMessage,
	WorkerOptions
} from './protocol.ts';
import { unanswered, type Unanswered } from './unanswered.ts';

export type ThreadListeners = {
	/** Hears each step of the opening as it ends. */
	onStep: (message: string) => void;
	/** Hears each mail that the Auth API wants sent. */
	onMail: (mail: AccountMail) => void;
};

/** A request on its way; `patient` where it may take the time it needs: an import, a command. */
type Waiting = { resolve: (response: Response) => void; patient: boolean };

const emptyBodyStatuses = [101, 204, 205, 304];

function toResponse({ status, headers, body }: ResponseMessage): Response {
	const empty = body === null || emptyBodyStatuses.includes(status);
	return new Response(empty ? null : handedOn(body), { status, headers });
}

function startWorker(options: WorkerOptions): Worker {
	return new Worker(scriptUrl('src/lib/server/embedded/worker.ts'), {
		workerData: options,
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
}

/** One life of the thread that holds the database: opened once, ended once. Every request gets an answer. */
export class DatabaseThread {
	/** Resolves once the thread is gone and nothing of it holds the database, with why. */
	readonly ended: Promise<Error>;
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	#fault = new Error('le fil d’exécution s’est arrêté');
	/** What those in flight are told when the thread ends. */
	#farewell: Unanswered = 'database_lost';
	#ending = false;
	#lastId = 0;
	#pingedAt: number | null = null;

	private constructor(options: WorkerOptions) {
		this.#worker = startWorker(options);
		this.ended = new Promise((resolve) => {
			this.#worker.on('error', (error) => {
				if (error instanceof Error) this.#fault = error;
			});
			this.#worker.on('exit', () => {
				for (const { resolve: answer } of this.#waiting.values())
					answer(unanswered(this.#farewell));
				this.#waiting.clear();
				resolve(this.#fault);
			});
		});
	}

	/** @throws Error with a sentence to show when the database cannot be opened; the thread is then gone */
	static async open(
		options: WorkerOptions,
		{ onStep, onMail }: ThreadListeners
	): Promise<DatabaseThread> {
		const thread = new DatabaseThread(options);
		await new Promise<void>((resolve, reject) => {
			thread.#worker.on('message', (message: MessageFromWorker) => {
				if (message.type === 'step') onStep(message.message);
				else if (message.type === 'mail') onMail(message.mail);
				else if (message.type === 'ready') resolve();
				else if (message.type === 'failed') thread.#fault = new Error(message.message);
				else if (message.type === 'lost') thread.end(new Error(message.message));
				else if (message.type === 'pong') thread.#pingedAt = null;
				else thread.#answer(message);
			});
			void thread.ended.then(reject);
		});
		return thread;
	}

	/** @param patient true where it may take the time it needs */
	ask(request: Omit<RequestMessage, 'type' | 'id'>, patient: boolean): Promise<Response> {
		return new Promise((resolve) => {
			if (this.#worker.threadId === -1) {
				resolve(unanswered('database_away'));
				return;
			}
			const id = ++this.#lastId;
			this.#waiting.set(id, { resolve, patient });
			const { body } = request;
			this.#post({ type: 'request', id, ...request }, body ? [body] : []);
		});
	}

	/** Asks the database whether it still answers, unless it is being asked. */
	ping(): void {
		if (this.#pingedAt !== null) return;
		this.#pingedAt = performance.now();
		this.#post({ type: 'ping' });
	}

	/** How long it has owed an answer to a ping, in ms, while nobody patient kept it busy; else 0. */
	silentFor(): number {
		const busy = [...this.#waiting.values()].some(({ patient }) => patient);
		return this.#pingedAt === null || busy ? 0 : performance.now() - this.#pingedAt;
	}

	/** Ends the thread at once, whatever it does. */
	end(why: Error, farewell: Unanswered = 'database_lost'): void {
		if (this.#ending) return;
		this.#ending = true;
		this.#fault = why;
		this.#farewell = farewell;
		void this.#worker.terminate();
	}

	/** Closes the database, then ends the thread. */
	async close(): Promise<void> {
		this.#post({ type: 'close' });
		await this.ended;
	}

	#post(message: MessageToWorker, transfer: ArrayBuffer[] = []): void {
		this.#worker.postMessage(message, transfer);
	}

	#answer(message: ResponseMessage): void {
		this.#waiting.get(message.id)?.resolve(toResponse(message));
		this.#waiting.delete(message.id);
	}
}
