import { setTimeout as delay } from 'node:timers/promises';
import { patienceHeader } from '#lib/backend/patience.ts';
import { DatabaseThread, type ThreadListeners } from './database-thread.ts';
import type { WorkerOptions } from './protocol.ts';
import { unanswered } from './unanswered.ts';

/** The API of Supabase in a worker thread: requests go in, responses come out, whatever becomes of the thread. */
export type EmbeddedBackend = {
	fetch: typeof fetch;
	/** Closes the database, then ends the thread. */
	close(): Promise<void>;
};

// Anything else of @supabase/lite (its introspection, its studio) is not for the outside.
const servedPaths = /^\/(rest|auth|storage)\/v1(\/|$)/;

/** How long a request waits for a thread that is being replaced, in ms: opening PGlite takes 3 s. */
const patience = 10_000;
/** Requests that may wait for it at once; the others are told to come back. */
const mostWaiting = 500;
/** A thread that owes an answer for so long, in ms, while only visitors ask, is replaced. */
const longestSilence = 30_000;
const pingEvery = 5_000;
/** Failures in a row, without one answer in between, that requests are made to wait for; then pauses grow, and they are told at once. */
const hopefulAttempts = 4;
const longestPause = 30_000;

/** Keeps a thread with the database: replaces one that dies, is cut off or no longer answers, as often as needed. */
class SupervisedDatabase {
	readonly #options: WorkerOptions;
	readonly #listeners: ThreadListeners;
	readonly #closing = new AbortController();
	#thread: DatabaseThread | undefined;
	/** The thread that comes next, while it is worth waiting for. */
	#replacement: Promise<DatabaseThread | undefined> | undefined;
	#failures = 0;
	#waiting = 0;
	#reopening = Promise.resolve();

	constructor(options: WorkerOptions, listeners: ThreadListeners) {
		this.#options = options;
		this.#listeners = listeners;
	}

	/** @throws Error with a sentence to show when the database cannot be opened the first time */
	async open(): Promise<void> {
		this.#watch(await DatabaseThread.open(this.#options, this.#listeners));
		const pulse = setInterval(() => this.#checkPulse(), pingEvery).unref();
		this.#closing.signal.addEventListener('abort', () => clearInterval(pulse));
	}

	async close(): Promise<void> {
		this.#closing.abort();
		await this.#reopening;
		await this.#thread?.close();
	}

	readonly fetch: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		if (!servedPaths.test(new URL(request.url).pathname)) {
			return new Response('Adresse inconnue.', { status: 404 });
		}
		const body = request.body ? await request.arrayBuffer() : null;
		const thread = this.#thread ?? (await this.#replaced());
		if (!thread) return unanswered('database_away');
		const { url, method, headers } = request;
		const patient =
			headers.has(patienceHeader) || headers.get('apikey') === this.#options.keys.secretKey;
		const response = await thread.ask({ url, method, headers: [...headers], body }, patient);
		// An aborted WebAssembly refuses everything from then on: ask it now rather than at the next pulse.
		if (response.status >= 500) thread.ping();
		else this.#failures = 0;
		return response;
	};

	/** The thread that comes after the one that died, where it comes soon. */
	async #replaced(): Promise<DatabaseThread | undefined> {
		if (!this.#replacement || this.#waiting >= mostWaiting) return undefined;
		this.#waiting++;
		const late = new AbortController();
		try {
			const never = delay(patience, undefined, { signal: late.signal }).catch(() => undefined);
			return await Promise.race([this.#replacement, never]);
		} finally {
			late.abort();
			this.#waiting--;
		}
	}

	#watch(thread: DatabaseThread): void {
		this.#thread = thread;
		void thread.ended.then((fault) => {
			this.#thread = undefined;
			if (this.#closing.signal.aborted) return;
			console.error(`La base de données s’est arrêtée (${fault.message}) : elle est rouverte.`);
			this.#reopening = this.#reopen();
		});
	}

	/** One attempt after the other, with longer and longer pauses, until one succeeds. */
	async #reopen(): Promise<void> {
		const next = Promise.withResolvers<DatabaseThread | undefined>();
		this.#replacement = next.promise;
		let thread: DatabaseThread | undefined;
		while (!thread && !this.#closing.signal.aborted) {
			const late = this.#failures - hopefulAttempts;
			if (late >= 0) this.#giveUpHope(next);
			thread = await this.#attempt(late < 0 ? 250 * this.#failures : 500 * 2 ** Math.min(late, 6));
			this.#failures++;
		}
		if (thread) {
			console.error('La base de données répond de nouveau.');
			this.#watch(thread);
		}
		this.#replacement = undefined;
		next.resolve(thread);
	}

	#giveUpHope(next: PromiseWithResolvers<DatabaseThread | undefined>): void {
		this.#replacement = undefined;
		next.resolve(undefined);
	}

	async #attempt(pause: number): Promise<DatabaseThread | undefined> {
		try {
			await delay(Math.min(pause, longestPause), undefined, { signal: this.#closing.signal });
			const { onMail } = this.#listeners;
			return await DatabaseThread.open(this.#options, { onMail, onStep: () => undefined });
		} catch (fault) {
			if (!this.#closing.signal.aborted) console.error(sentenceOf(fault));
			return undefined;
		}
	}

	#checkPulse(): void {
		const thread = this.#thread;
		if (!thread) return;
		if (thread.silentFor() > longestSilence) {
			thread.end(new Error('elle ne répondait plus'), 'database_too_long');
		} else {
			thread.ping();
		}
	}
}

function sentenceOf(fault: unknown): string {
	return fault instanceof Error ? fault.message : String(fault);
}

/**
 * Opens the database in its thread, and keeps it open.
 * @throws Error with a sentence to show when the database cannot be opened
 */
export async function openEmbeddedBackend(
	options: WorkerOptions,
	listeners: ThreadListeners
): Promise<EmbeddedBackend> {
	const database = new SupervisedDatabase(options, listeners);
	await database.open();
	return { fetch: database.fetch, close: () => database.close() };
}
