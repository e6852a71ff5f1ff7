import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FairQueue, QueueFull } from './fair-queue.ts';

const limits = { atOnce: 2, waitingOfOne: 3, waiting: 5, waitMs: 10_000 };

/** Aborted at the end of each test: whoever still waits then has gone, and is refused nothing later. */
let over: AbortController;
beforeEach(() => {
	over = new AbortController();
});
afterEach(() => over.abort());

/** Sends tasks to a queue; tells in which order they began, and ends one when asked. */
function senders(queue: FairQueue) {
	const begun: string[] = [];
	const ends = new Map<string, () => void>();
	const send = async (task: string, signal = over.signal) => {
		const end = await queue.enter(task.charAt(0), signal);
		begun.push(task);
		ends.set(task, end);
	};
	/** Sends what may still wait when the test is over. */
	const put = (...tasks: string[]) => {
		const { signal } = over;
		for (const task of tasks)
			send(task).catch((fault: unknown) => {
				if (!signal.aborted) throw fault;
			});
	};
	const end = async (task: string) => {
		ends.get(task)?.();
		await delay(0);
	};
	return { begun, send, put, end };
}

describe('the queue of what is read', () => {
	it('runs one task of a sender at a time, and so many in all', async () => {
		const { begun, put, end } = senders(new FairQueue(limits));
		put('a1', 'a2', 'b1', 'c1');
		await delay(0);
		expect(begun).toEqual(['a1', 'b1']);
		await end('a1');
		expect(begun).toEqual(['a1', 'b1', 'c1']);
		await end('b1');
		expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
	});

	it('refuses the fourth that one sender has waiting, and the sixth of all', async () => {
		const { send, put } = senders(new FairQueue(limits));
		put('a1', 'b1', 'a2', 'a3', 'a4');
		await expect(send('a5')).rejects.toBeInstanceOf(QueueFull);
		put('c1', 'd1');
		await expect(send('e1')).rejects.toBeInstanceOf(QueueFull);
	});

	it('forgets who has gone, and refuses who has waited too long', async () => {
		const { begun, send, put, end } = senders(new FairQueue({ ...limits, atOnce: 1, waitMs: 50 }));
		const gone = new AbortController();
		put('a1');
		const left = send('b1', gone.signal);
		gone.abort();
		await expect(left).rejects.toThrow('abort');
		await expect(send('c1')).rejects.toBeInstanceOf(QueueFull);
		await end('a1');
		put('d1');
		await delay(0);
		expect(begun).toEqual(['a1', 'd1']);
	});
});
