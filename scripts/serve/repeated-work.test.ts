import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { repeat } from './repeated-work.ts';

it('does it again after its pause, also after a fault, and never twice at once', async () => {
	let [under, most, times] = [0, 0, 0];
	const faults: unknown[] = [];
	const done = Promise.withResolvers<undefined>();
	const work = repeat(
		async () => {
			under += 1;
			most = Math.max(most, under);
			times += 1;
			await delay(5);
			under -= 1;
			if (times === 4) done.resolve(undefined);
			if (times === 2) throw new Error('once');
		},
		{ firstAfter: 0, every: 0, onFault: (fault) => faults.push(fault) }
	);
	await done.promise;
	await work.stop();
	const ended = times;
	await delay(20);
	expect([most, times]).toEqual([1, ended]);
	expect(faults).toEqual([new Error('once')]);
});

it('waits for what is under way when it is asked to stop, and keeps quiet about its end', async () => {
	const begun = Promise.withResolvers<undefined>();
	const faults: unknown[] = [];
	let hasEnded = false;
	const work = repeat(
		(signal) => {
			begun.resolve(undefined);
			return new Promise((_, reject) => {
				signal.addEventListener('abort', () => {
					hasEnded = true;
					reject(new Error('stopped'));
				});
			});
		},
		{ firstAfter: 0, every: 0, onFault: (fault) => faults.push(fault) }
	);
	await begun.promise;
	await work.stop();
	expect([hasEnded, faults]).toEqual([true, []]);
});

it('does nothing when it is stopped before its time', async () => {
	let times = 0;
	const work = repeat(
		() => {
			times += 1;
			return Promise.resolve();
		},
		{ firstAfter: 5, every: 0, onFault: () => undefined }
	);
	await work.stop();
	await delay(20);
	expect(times).toBe(0);
});
