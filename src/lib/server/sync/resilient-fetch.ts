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
	/** Aborted when nobody waits for the answer any more. */
	signal?: AbortSignal | undefined;
}

export const usualPatience: FetchPatience = { timeoutMs: 20_000, attempts: 4, backoffMs: 1000 };

/** Longest wait that a service may ask for by Retry-After: beyond, the user should come back later. */
const longestRetryAfterMs = 60_000;

/** An answer that is longer than any that was asked for: nothing of it is kept. */
export class LargeAnswer extends SyncError {
	override name = 'LargeAnswer';
}

/** The largest answer that a territory's contours take, in bytes, with room. */
const mostBytes = 64 * 1024 * 1024;

export interface FetchLimits extends FetchPatience {
	/** Longest answer that is read, in bytes. */
	mostBytes: number;
}

type Trial = { bytes: Uint8Array } | { failure: string; retryAfterMs?: number | undefined };

/**
 * The JSON that an address answers, tried again with growing waits after 429, 5xx and no answer.
 * @throws SyncError for another status, for what is not JSON, and when every try has failed
 */
export async function fetchJson(url: string, patience: FetchPatience): Promise<unknown> {
	const bytes = await fetchBytes(url, { ...patience, mostBytes });
	try {
		return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
	} catch {
		throw new SyncError(`${url} : la réponse n’est pas du JSON.`);
	}
}

/**
 * The bytes that an address answers, tried again as `fetchJson` does.
 * @throws SyncError for another status and when every try has failed, LargeAnswer for one above the limit
 */
export async function fetchBytes(url: string, limits: FetchLimits): Promise<Uint8Array> {
	let failure = '';
	for (let attempt = 0; attempt < limits.attempts; attempt++) {
		const trial = await tryOnce(url, limits);
		if ('bytes' in trial) return trial.bytes;
		failure = trial.failure;
		const wait = trial.retryAfterMs ?? limits.backoffMs * 2 ** attempt;
		// Aborted while it waits, the next try says so.
		if (attempt + 1 < limits.attempts) await pause(wait, limits.signal);
	}
	throw new SyncError(`${url} : ${failure}, après ${limits.attempts} essais.`);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	return delay(ms, undefined, { signal }).catch(() => undefined);
}

async function tryOnce(url: string, { timeoutMs, mostBytes, signal }: FetchLimits): Promise<Trial> {
	const late = AbortSignal.timeout(timeoutMs);
	let response: Response;
	let bytes: Uint8Array | null;
	try {
		response = await fetch(url, {
			signal: signal ? AbortSignal.any([late, signal]) : late,
			headers: { accept: 'application/json' }
		});
		bytes = await bodyWithin(response, mostBytes);
	} catch (fault) {
		if (signal?.aborted) throw new SyncError(`${url} : personne n’attend plus la réponse.`);
		return { failure: silenceOf(fault, timeoutMs) };
	}
	if (response.status === 429 || response.status >= 500) {
		return {
			failure: `le service a répondu ${response.status}`,
			retryAfterMs: retryAfterMs(response.headers.get('retry-after'))
		};
	}
	if (!response.ok) throw new SyncError(`${url} : le service a répondu ${response.status}.`);
	if (bytes === null) throw new LargeAnswer(`${url} : plus de ${mostBytes} octets reçus.`);
	return { bytes };
}

/** The body of an answer; null as soon as it is longer than allowed. */
export async function bodyWithin(response: Response, most: number): Promise<Uint8Array | null> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	// Leaving the loop cancels the rest.
	for await (const piece of response.body ?? []) {
		pieces.push(piece);
		length += piece.length;
		if (length > most) return null;
	}
	return Buffer.concat(pieces);
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
