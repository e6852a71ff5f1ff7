import { fetchBytes, SyncError } from '#lib/server/sync/resilient-fetch.ts';
import { putWithin } from '#lib/domain/put-within.ts';

/** An answer that is not what the service gives. */
export class StrangeAnswer extends Error {
	override name = 'StrangeAnswer';
}

/** What bytes say in JSON. @throws StrangeAnswer where they are none */
export function parsedJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch {
		throw new StrangeAnswer('pas de JSON');
	}
}

export interface RestingServiceOptions {
	/** What the log calls it, as the subject of a French sentence. */
	name: string;
	/** Longest wait for an answer, in ms. */
	patience: number;
	/** Longest answer that is read, in bytes. */
	mostBytes: number;
	now?: () => number;
}

/** Answers kept, the oldest forgotten first. */
const mostKept = 500;
/** How long an answer holds, in ms. */
const holds = 10 * 60_000;
/** How long a service that fails is left alone, in ms: what the Géoplateforme asks for after a 429. */
const rests = 5_000;

/**
 * Asks a service of the State while a visitor waits: bounded, once for all who ask the same, remembered, and left alone
 * for a while where it fails. Never throws for what the service does.
 */
export class RestingService<Answer> {
	readonly #options: Required<RestingServiceOptions>;
	readonly #kept = new Map<string, { answer: Answer; until: number }>();
	/** Questions that wait for an answer: who asks the same waits with them. */
	readonly #asking = new Map<string, Promise<Answer | null>>();
	#restsUntil = 0;

	constructor(options: RestingServiceOptions) {
		this.#options = { now: Date.now, ...options };
	}

	/**
	 * What an address answers; null where the service is silent.
	 * @param read what bytes say; throws StrangeAnswer where they are no answer
	 */
	async ask(url: string, read: (bytes: Uint8Array) => Answer): Promise<Answer | null> {
		const { now } = this.#options;
		const kept = this.#kept.get(url);
		if (kept && kept.until > now()) return kept.answer;
		if (now() < this.#restsUntil) return null;
		const waiting = this.#asking.get(url);
		if (waiting) return waiting;
		const answer = this.#fetch(url, read).finally(() => this.#asking.delete(url));
		this.#asking.set(url, answer);
		return answer;
	}

	async #fetch(url: string, read: (bytes: Uint8Array) => Answer): Promise<Answer | null> {
		const { name, now, patience, mostBytes } = this.#options;
		const limits = { timeoutMs: patience, attempts: 1, backoffMs: 0, mostBytes };
		try {
			const answer = read(await fetchBytes(url, limits));
			this.#keep(url, answer);
			return answer;
		} catch (fault) {
			if (!(fault instanceof SyncError || fault instanceof StrangeAnswer)) throw fault;
			// Said once a rest, and without what the visitor asked.
			if (now() >= this.#restsUntil) console.warn(`${name} ne répond pas : ${reasonOf(fault)}.`);
			this.#restsUntil = now() + rests;
			return null;
		}
	}

	#keep(url: string, answer: Answer) {
		putWithin(this.#kept, mostKept, url, { answer, until: this.#options.now() + holds });
	}
}

/** Why, without the address that was asked: it holds what somebody typed. */
function reasonOf(fault: Error): string {
	if (fault instanceof StrangeAnswer) return fault.message;
	return fault.message.replace(/^\S+ : /, '').replace(/\.$/, '');
}
