const megabyte = 1024 * 1024;

/** Largest body that the server reads at all: several photos at once (scripts/serve.ts). */
export const largestBody = 64 * megabyte;

/** Pages that take files, and the API through which a command imports. */
const largeBodies: [path: RegExp, largest: number][] = [
	[/^(?:\/en)?\/proposer\/[^/]+\/(?:photos|emplacement)$/, largestBody],
	[/^(?:\/en)?\/analyse\/inventaire\/import$/, 11 * megabyte],
	// A visit with its photo.
	[/^(?:\/en)?\/analyse\/inventaire\/visites(?:\/envoi)?$/, 16 * megabyte],
	[/^(?:\/en)?\/admin\/imports(?:\/|$)/, largestBody],
	[/^(?:\/en)?\/verifier$/, 9 * megabyte],
	[/^\/(?:rest|storage)\/v1\//, 32 * megabyte]
];

/** Every other form is text: more than this is no honest form. */
const usual = 1 * megabyte;

/**
 * Refuses, before it is read, a body that the page asked for has no use for; null when it may come.
 * A body without a stated length is refused too: a browser always states it.
 */
export function refuseLargeBody({ method, headers }: Request, path: string): Response | null {
	if (method === 'GET' || method === 'HEAD') return null;
	const stated = headers.get('content-length');
	if (stated === null) {
		return headers.has('transfer-encoding')
			? answer(411, 'Longueur de l’envoi attendue (content-length).')
			: null;
	}
	const largest = largeBodies.find(([pattern]) => pattern.test(path))?.[1] ?? usual;
	if (Number(stated) <= largest) return null;
	const megabytes = (Number(stated) / megabyte).toFixed(1).replace('.', ',');
	return answer(
		413,
		`L’envoi fait ${megabytes} Mo ; attendu : ${String(largest / megabyte)} Mo au plus pour cette page.`
	);
}

/** Reads a refused body to its end and keeps nothing: a browser shows the answer only once it has sent all. */
export async function discardBody({ body }: Request): Promise<void> {
	// One above the limit of the server, or one that breaks off, ends here too.
	await body?.pipeTo(new WritableStream()).catch(() => undefined);
}

function answer(status: number, sentence: string): Response {
	return new Response(`${sentence}\n`, {
		status,
		headers: { 'content-type': 'text/plain; charset=utf-8' }
	});
}
