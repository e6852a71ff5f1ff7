import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WrittenLayer } from '#lib/formats/written/contract.ts';
import type { FormatId } from '#lib/formats/index.ts';
import { scriptUrl } from '../script-file.ts';
import type { FromExportThread, ToExportThread } from './export-protocol.ts';

/** Exports that are written at once, and those that may wait: a thread takes a processor for itself. */
const mostAtOnce = 2;
const mostWaiting = 20;
/** For one file, in ms; a hundred times what a territory takes. */
const longest = 120_000;

export interface ExportPart {
	layer: WrittenLayer;
	/** Features as UTF-8, commas between, some at a time. */
	lists: () => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

export interface ExportOrder {
	format: FormatId;
	/** One, or several layers of a GeoPackage. */
	parts: readonly ExportPart[];
	/** Ends it when who asked has gone. */
	signal: AbortSignal;
}

/** A file that was written, in a folder of its own. */
export interface ExportedFile {
	path: string;
	/** Lets go of it. */
	remove: () => void;
}

let running = 0;
const queue: (() => void)[] = [];

/** Waits for its turn. @returns false where too many wait already */
async function turn(): Promise<boolean> {
	if (running < mostAtOnce) {
		running += 1;
		return true;
	}
	if (queue.length >= mostWaiting) return false;
	// Whoever ends hands its place on: it is never free in between.
	await new Promise<void>((settle) => queue.push(settle));
	return true;
}

function endTurn(): void {
	const next = queue.shift();
	if (next) next();
	else running -= 1;
}

/**
 * Writes a file in a thread of its own, whole before anything of it is sent: an export that fails says so, and never
 * ends as half a file.
 * @returns `too-many` where others wait already
 */
export async function writeInThread(order: ExportOrder): Promise<ExportedFile | 'too-many'> {
	if (!(await turn())) return 'too-many';
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-export-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	const path = join(folder, 'export');
	try {
		await write(order, path);
		return { path, remove };
	} catch (fault) {
		remove();
		throw fault;
	} finally {
		endTurn();
	}
}

/** The features of each part, and null at its end. */
async function* inTurn(
	parts: readonly ExportPart[]
): AsyncGenerator<Uint8Array<ArrayBuffer> | null, undefined> {
	for (const { lists } of parts) {
		yield* lists();
		yield null;
	}
}

async function write({ format, parts, signal }: ExportOrder, file: string): Promise<void> {
	const worker = new Worker(scriptUrl('src/lib/server/export/export-thread.ts'), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
		resourceLimits: { maxOldGenerationSizeMb: 512 }
	});
	const post = (message: ToExportThread) => {
		worker.postMessage(message, message.type === 'features' ? [message.list.buffer] : []);
	};
	const given = inTurn(parts);
	const more = async () => {
		const { value } = await given.next();
		post(value ? { type: 'features', list: value } : { type: 'end' });
	};
	try {
		await new Promise<void>((settle, reject) => {
			const timer = setTimeout(() => {
				reject(new Error(`L’export a dépassé ${String(longest / 1000)} s.`));
			}, longest);
			const gone = () => {
				reject(new Error('Qui demandait l’export est parti.'));
			};
			signal.addEventListener('abort', gone, { once: true });
			if (signal.aborted) gone();
			worker.on('error', reject);
			worker.on('exit', () => {
				clearTimeout(timer);
				reject(new Error('Le fil de l’export s’est arrêté.'));
			});
			worker.on('message', (message: FromExportThread) => {
				if (message.type === 'more') more().catch(reject);
				else if (message.type === 'done') settle();
				else reject(new Error(message.message));
			});
			post({ type: 'begin', format, file, layers: parts.map(({ layer }) => layer) });
		});
	} finally {
		void worker.terminate();
		await given.return(undefined);
	}
}
