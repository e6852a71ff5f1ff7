import { parentPort } from 'node:worker_threads';
import type { PrintedDocument } from '#lib/documents/printed-document.ts';
import { typeset } from '#lib/documents/typeset.ts';

// Sets one document after the other: whoever started the thread ends it when one takes too long.
if (!parentPort) throw new Error('typeset-thread.ts ne se lance pas seul.');
const port = parentPort;

port.on('message', (document: PrintedDocument) => {
	const pdf = typeset(document);
	port.postMessage(pdf);
});
port.postMessage('ready');
