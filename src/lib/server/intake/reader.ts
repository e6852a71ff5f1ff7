/**
 * The reading process: takes one order from its input, reads what came from outside, answers, and is ended. It has no
 * secrets in its environment, may write no file and start no program (reader-process.ts).
 */
import { Console } from 'node:console';
import { Worker } from 'node:worker_threads';
import { RefusedError, reason } from '#lib/domain/reason.ts';
import { scriptUrl } from '#lib/server/script-file.ts';
import { answersOf, frameOf, FrameReader, type Answer, type Order } from './frames.ts';
import { readings } from './readings.ts';

// A library that prints must not write between the answers.
globalThis.console = new Console(process.stderr);

const watch = new Worker(scriptUrl('src/lib/server/intake/watch.ts'));

function watched(limits: Order['limits']): Promise<void> {
	return new Promise((resolve) => {
		watch.once('message', () => resolve());
		watch.postMessage(limits);
	});
}

async function read({ task, given, limits }: Order): Promise<void> {
	await watched(limits);
	try {
		const found: unknown = await readings[task](given as never);
		for (const answer of answersOf(found)) send(answer);
	} catch (fault) {
		send(refusalOf(fault));
	}
}

function send(answer: Answer): void {
	process.stdout.write(frameOf(answer));
}

function refusalOf(fault: unknown): Answer {
	if (fault instanceof RefusedError) {
		return { kind: 'refused', message: fault.message, reason: fault.reason };
	}
	// The readers follow what they read: something nested in itself thousands of times ends their stack.
	if (fault instanceof RangeError && fault.message.includes('call stack')) {
		const message = 'ce qu’il contient est emboîté trop profondément.';
		return { kind: 'refused', message, reason: reason('nested_deep') };
	}
	return { kind: 'fault', text: fault instanceof Error ? (fault.stack ?? fault.message) : '' };
}

const frames = new FrameReader();
process.stdin
	.on('data', (piece: Buffer) => {
		const [order] = frames.push(piece);
		if (order) void read(order as Order);
	})
	// The server has closed the pipe, or is gone.
	.on('end', () => process.exit());
