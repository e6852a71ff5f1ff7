import { setTimeout as delay } from 'node:timers/promises';

/** Functions that do the same when they are asked a second time: an import is told apart by its lot and its pieces. */
const repeatable =
	/\/rest\/v1\/rpc\/(?:import_\w+|features_\w+|feature_by_id|collections?_\w+|territory_(?:revision|configure))$/;

/** Pauses before each further try, in milliseconds: some fifteen seconds in all. */
const pauses = [200, 500, 1_000, 2_000, 4_000, 8_000];

export interface JoinOptions {
	/** Reaches the backend. */
	fetch?: typeof fetch;
	/** One connection a request: a command that reads a file for seconds would find an idle one closed. */
	closing?: boolean;
	pauses?: readonly number[];
}

/**
 * Reaches a backend of another process, and asks again what may be asked twice when the connection broke, or when the
 * backend says that it is away for a moment (503).
 */
export function joinedFetch({
	fetch: reach = globalThis.fetch,
	closing = false,
	pauses: waits = pauses
}: JoinOptions = {}): typeof fetch {
	return async (input, init) => {
		const request = new Request(input, init);
		const headers = closing
			? { ...Object.fromEntries(request.headers), connection: 'close' }
			: request.headers;
		const body = request.body ? await request.arrayBuffer() : null;
		const { method, signal } = request;
		const once = () => reach(request.url, { method, headers, body, signal });
		if (!repeatable.test(new URL(request.url).pathname)) return once();
		for (const wait of waits) {
			const answer = await once().catch((fault: unknown) => {
				if (signal.aborted) throw fault;
				return null;
			});
			if (answer !== null && answer.status !== 503) return answer;
			await answer?.body?.cancel();
			await delay(wait);
		}
		return once();
	};
}
