import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { bodyBytes, ownBytes } from '#lib/backend/body-bytes.ts';
import { patienceHeader } from '#lib/backend/patience.ts';
import { linesBeside } from './lines-beside.ts';
import { openFailure } from './open-failure.ts';
import type {
	MessageFromWorker,
	MessageToWorker,
	RequestMessage,
	WorkerOptions
} from './protocol.ts';
import { requestBeingAnswered, type AnsweredRequest } from './statement-limit.ts';
import { openSupabaseApp, type SupabaseApp } from './supabase-app.ts';
import { unanswered, unansweredBecause, type Unanswered } from './unanswered.ts';

// The database has its own thread: a slow query there never holds up the server.
if (!parentPort) throw new Error('worker.ts ne se lance pas seul.');
const port = parentPort;
const options = workerData as WorkerOptions;

function post(message: MessageFromWorker, transfer: ArrayBuffer[] = []): void {
	port.postMessage(message, transfer);
}

/** Why the request being answered got nothing from the database, as soon as that is known. */
const inDoubt = new AsyncLocalStorage<{ why?: Unanswered }>();

// @supabase/lite prints every failed statement with its parameters: one line without them is
// enough, and none for what is an answer: refusals of ours (PT4xx) and missing rights (42501).
// It is also the one place that hears of a cut connection, which it may answer as 404 or 500.
console.error = (...items: unknown[]) => {
	for (const item of items) {
		const { code, message } = Object(item) as { code?: unknown; message?: unknown };
		if (typeof code !== 'string' || code === '42501' || code.startsWith('PT')) continue;
		const request = inDoubt.getStore();
		const why = unansweredBecause(code);
		if (request && why) request.why = why;
		process.stderr.write(`base de données : ${code} ${String(message)}\n`);
	}
};

// Storage is experimental in @supabase/lite, which says so at every start.
const { warn } = console;
console.warn = (...items: unknown[]) => {
	if (!String(items[0]).startsWith('EXPERIMENTAL FEATURES')) warn(...items);
};

async function answer(app: SupabaseApp, { id, url, method, headers, body }: RequestMessage) {
	const doubt: { why?: Unanswered } = {};
	const asked = new Request(url, { method, headers, body });
	const request: AnsweredRequest = { patient: asked.headers.has(patienceHeader) };
	const made = await requestBeingAnswered.run(request, () =>
		inDoubt.run(doubt, () => app.fetch(asked))
	);
	const response = !made.ok && doubt.why ? unanswered(doubt.why) : made;
	const lines = linesBeside(response, request);
	if (lines) response.headers.set('content-length', String(lines.byteLength));
	const answered = lines ?? (response.body ? ownBytes(await bodyBytes(response)) : null);
	post(
		{
			type: 'response',
			id,
			status: response.status,
			headers: [...response.headers],
			body: answered
		},
		answered ? [answered.buffer] : []
	);
}

function answerFailure(id: number, error: unknown): void {
	const body = JSON.stringify({ code: 'FT500', message: `Erreur de la base : ${String(error)}` });
	post({
		type: 'response',
		id,
		status: 500,
		headers: [['content-type', 'application/json']],
		body: new TextEncoder().encode(body)
	});
}

/** Answers once the database has; PGlite that fails this is an aborted program, and stays one. */
async function pong(app: SupabaseApp): Promise<void> {
	try {
		await app.ping();
		post({ type: 'pong' });
	} catch (error) {
		post({ type: 'lost', message: openFailure(options.engine, error) });
	}
}

try {
	let ready = false;
	const app = await openSupabaseApp(options, {
		onStep: (message) => post({ type: 'step', message }),
		onMail: (mail) => post({ type: 'mail', mail }),
		onLost: (message) => {
			if (ready) post({ type: 'lost', message });
		}
	});
	ready = true;
	port.on('message', (message: MessageToWorker) => {
		if (message.type === 'request') {
			answer(app, message).catch((error: unknown) => answerFailure(message.id, error));
		} else if (message.type === 'ping') {
			void pong(app);
		} else {
			// Ends this thread, whatever is still open: a connection waits for the statement that runs on it.
			void app.close().finally(() => process.exit(0));
		}
	});
	post({ type: 'ready' });
} catch (error) {
	post({ type: 'failed', message: openFailure(options.engine, error) });
	port.close();
}
