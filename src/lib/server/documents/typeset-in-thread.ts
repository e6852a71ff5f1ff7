import type { PrintedDocument } from '#lib/documents/printed-document.ts';
import { TaskThread, type NotDone } from '../task-thread.ts';

const thread = new TaskThread<PrintedDocument, Uint8Array>({
	file: 'src/lib/server/documents/typeset-thread.ts',
	longestTask: 20_000,
	name: 'Mise en page'
});

/** A document as PDF/UA-1, set in a thread of its own within twenty seconds. */
export function typesetInThread(document: PrintedDocument): Promise<Uint8Array | NotDone> {
	return thread.run(document);
}
