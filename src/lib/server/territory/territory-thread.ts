import { parentPort } from 'node:worker_threads';
import { BackendError } from '#lib/backend/backend-error.ts';
import { handedOn } from '#lib/backend/body-bytes.ts';
import { createPublicClient } from '#lib/backend/client.ts';
import type { ResponseMessage } from '../embedded/protocol.ts';
import { warmAnalysis } from './analysis-questions.ts';
import type { MessageFromThread, MessageToThread, ThreadOptions } from './protocol.ts';
import { questions } from './questions.ts';
import { readWhole, type Reading } from './reading.ts';

// Reads a territory once and answers what is asked of it: neither costs the thread of the server anything.
if (!parentPort) throw new Error('territory-thread.ts ne se lance pas seul.');
const port = parentPort;

function post(message: MessageFromThread, transfer: ArrayBuffer[] = []): void {
	port.postMessage(message, transfer);
}

const waiting = new Map<number, (response: ResponseMessage) => void>();
let lastRequest = 0;

/** The database answers through the thread of the server, which holds the way to it. */
const fetchThroughServer: typeof fetch = async (input, init) => {
	const request = new Request(input, init);
	const body = request.body ? await request.arrayBuffer() : null;
	const id = ++lastRequest;
	const { url, method } = request;
	const headers = [...request.headers];
	const answered = new Promise<ResponseMessage>((resolve) => waiting.set(id, resolve));
	post({ type: 'request', id, url, method, headers, body }, body ? [body] : []);
	const { status, headers: given, body: content } = await answered;
	const handed = content === null ? null : handedOn(content);
	return new Response(handed, { status, headers: given });
};

let reading: Reading | null = null;

async function read({ url, publishableKey, ...options }: ThreadOptions): Promise<void> {
	const client = createPublicClient({ url, publishableKey, fetch: fetchThroughServer });
	const { reading: whole, packedPlots } = await readWhole(client, options);
	await warmUp(whole);
	reading = whole;
	post({
		type: 'read',
		texts: whole.texts,
		plots: whole.atlas.plots.length,
		packedPlots: packedPlots === null ? null : sharedText(packedPlots)
	});
}

/** What the first visitor would wait for: the map's page and its lists in their usual order, a card, the figures. */
async function warmUp(whole: Reading): Promise<void> {
	const [plot = ''] = whole.keys.terrains;
	questions.shell(whole);
	for (const locale of whole.configuration.languages) questions.openingAnswer(whole, { locale });
	questions.plotCard(whole, { id: plot });
	await warmAnalysis(whole);
}

function sharedText(text: string): SharedArrayBuffer {
	const bytes = new TextEncoder().encode(text);
	const shared = new SharedArrayBuffer(bytes.length);
	new Uint8Array(shared).set(bytes);
	return shared;
}

async function answer({ id, name, subject }: Extract<MessageToThread, { type: 'ask' }>) {
	try {
		if (reading === null) throw new Error('Le territoire n’est pas encore lu.');
		const question = questions[name] as (reading: Reading, subject: unknown) => unknown;
		post({ type: 'answer', id, answer: await question(reading, subject) });
	} catch (fault) {
		post({
			type: 'fault',
			id,
			message: fault instanceof Error ? (fault.stack ?? '') : String(fault),
			isAway: fault instanceof BackendError && fault.status === 503
		});
	}
}

port.on('message', (message: MessageToThread) => {
	if (message.type === 'ask') void answer(message);
	else if (message.type === 'response') {
		waiting.get(message.id)?.(message);
		waiting.delete(message.id);
	} else {
		read(message.options).catch((fault: unknown) => {
			post({ type: 'failed', message: fault instanceof Error ? fault.message : String(fault) });
		});
	}
});
post({ type: 'loaded' });
