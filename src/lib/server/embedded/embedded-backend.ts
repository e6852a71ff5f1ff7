import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '#lib/server/project-root.ts';
import type {
	AccountMail,
	MessageFromWorker,
	MessageToWorker,
	ResponseMessage,
	WorkerOptions
} from './protocol.ts';

/** The API of Supabase in a worker thread: requests go in, responses come out. */
export type EmbeddedBackend = {
	fetch: typeof fetch;
	/** Closes the database, then ends the thread. */
	close(): Promise<void>;
};

type Waiting = { resolve: (response: Response) => void; reject: (error: Error) => void };

// Anything else of @supabase/lite (its introspection, its studio) is not for the outside.
const servedPaths = /^\/(rest|auth|storage)\/v1(\/|$)/;

const emptyBodyStatuses = [101, 204, 205, 304];

function toResponse({ status, headers, body }: ResponseMessage): Response {
	return new Response(emptyBodyStatuses.includes(status) ? null : body, { status, headers });
}

function startWorker(options: WorkerOptions): Worker {
	const file = join(projectRoot(), 'src', 'lib', 'server', 'embedded', 'worker.ts');
	return new Worker(pathToFileURL(file), {
		workerData: options,
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
}

function fetchThrough(worker: Worker, waiting: Map<number, Waiting>): typeof fetch {
	let lastId = 0;
	return async (input, init) => {
		const request = new Request(input, init);
		if (!servedPaths.test(new URL(request.url).pathname)) {
			return new Response('Adresse inconnue.', { status: 404 });
		}
		const body = request.body ? await request.arrayBuffer() : null;
		const id = ++lastId;
		const { url, method } = request;
		const message: MessageToWorker = {
			type: 'request',
			id,
			url,
			method,
			headers: [...request.headers],
			body
		};
		return new Promise((resolve, reject) => {
			if (worker.threadId === -1) {
				reject(new Error('La base de données est fermée.'));
				return;
			}
			waiting.set(id, { resolve, reject });
			worker.postMessage(message, body ? [body] : []);
		});
	};
}

export type EmbeddedListeners = {
	/** Hears each step of the opening as it ends. */
	onStep: (message: string) => void;
	/** Hears each mail that the Auth API wants sent. */
	onMail: (mail: AccountMail) => void;
};

/**
 * Opens the database in its thread.
 * @throws Error with a sentence to show when the database cannot be opened
 */
export async function openEmbeddedBackend(
	options: WorkerOptions,
	{ onStep, onMail }: EmbeddedListeners
): Promise<EmbeddedBackend> {
	const worker = startWorker(options);
	const waiting = new Map<number, Waiting>();
	let lastFault = new Error('La base de données est fermée.');
	const ended = new Promise<void>((resolve) => {
		worker.on('error', (error) => (lastFault = error as Error));
		worker.on('exit', () => {
			for (const { reject } of waiting.values()) reject(lastFault);
			waiting.clear();
			resolve();
		});
	});
	await new Promise<void>((resolve, reject) => {
		worker.on('message', (message: MessageFromWorker) => {
			if (message.type === 'step') onStep(message.message);
			else if (message.type === 'mail') onMail(message.mail);
			else if (message.type === 'ready') resolve();
			else if (message.type === 'failed') reject(new Error(message.message));
			else {
				waiting.get(message.id)?.resolve(toResponse(message));
				waiting.delete(message.id);
			}
		});
		void ended.then(() => reject(lastFault));
	});
	return {
		fetch: fetchThrough(worker, waiting),
		close: async () => {
			worker.postMessage({ type: 'close' } satisfies MessageToWorker);
			await ended;
		}
	};
}
