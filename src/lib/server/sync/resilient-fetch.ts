import { setTimeout as delay } from 'node:timers/promises';

/** A service that did not give what was asked; the message says which, how, and after how many tries. */
export class SyncError extends Error {
	override name = 'SyncError';
}

export interface FetchPatience {
	/** Longest wait for one answer, in milliseconds. */
	timeoutMs: number;
	/** Tries in all for an answer that may come later: 429, 5xx, no answer. */
	attempts: number;
	/** First wait between two tries in milliseconds, doubled each time. */
	backoffMs: number;
}

export const usualPatience: FetchPatience = { timeoutMs: 20_000, attempts: 4, backoffMs: 1000 };

/** Longest wait that a service may ask for by Retry-After: beyond, the user should come back later. */
const longestRetryAfterMs = 60_000;

type Trial = { body: unknown } | { failure: string; retryAfterMs?: number | undefined };

/**
 * The JSON that an address answers, tried again with growing waits after 429, 5xx and no answer.
 * @throws SyncError for another status, for what is not JSON, and when every try has failed
 */
export async function fetchJson(url: string, patience: FetchPatience): Promise<unknown> {
	let failure = '';
	for (let attempt = 0; attempt < patience.attempts; attempt++) {
		const trial = await tryOnce(url, patience.timeoutMs);
		if ('body' in trial) return trial.body;
		failure = trial.failure;
		const wait = trial.retryAfterMs ?? patience.backoffMs * 2 ** attempt;
		if (attempt + 1 < patience.attempts) await delay(wait);
	}
	throw new SyncError(`${url} : ${failure}, après ${patience.attempts} essais.`);
}

async function tryOnce(url: string, timeoutMs: number): Promise<Trial> {
	let response: Response;
	let text: string;
	try {
		response = await fetch(url, {
			signal: AbortSignal.timeout(timeoutMs),
			headers: { accept: 'application/json' }
		});
		text = await response.text();
	} catch (fault) {
		return { failure: silenceOf(fault, timeoutMs) };
	}
	if (response.status === 429 || response.status >= 500) {
		return {
			failure: `le service a répondu ${response.status}`,
			retryAfterMs: retryAfterMs(response.headers.get('retry-after'))
		};
	}
	if (!response.ok) throw new SyncError(`${url} : le service a répondu ${response.status}.`);
	try {
		return { body: JSON.parse(text) as unknown };
	} catch {
		throw new SyncError(`${url} : la réponse n’est pas du JSON.`);
	}
}

function silenceOf(fault: unknown, timeoutMs: number): string {
	const timedOut = fault instanceof DOMException && fault.name === 'TimeoutError';
	return timedOut ? `aucune réponse en ${timeoutMs / 1000} s` : 'le service est injoignable';
}

/** The wait that a Retry-After header asks for, written in seconds or as a date. */
function retryAfterMs(header: string | null): number | undefined {
	if (header === null) return undefined;
	const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfterMs);
}
