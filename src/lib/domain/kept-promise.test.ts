import { expect, it } from 'vitest';
import { keptPromise } from './kept-promise.ts';

it('begins once for a key, and again after a failure', async () => {
	const kept = new Map<string, Promise<string>>();
	const begun: string[] = [];
	let fails = true;
	const ask = (key: string) =>
		keptPromise(kept, key, () => {
			begun.push(key);
			return fails ? Promise.reject(new Error('away')) : Promise.resolve(`${key} read`);
		});
	await Promise.all(
		[ask('a'), ask('a'), ask('b')].map((one) => expect(one).rejects.toThrow('away'))
	);
	expect(begun).toEqual(['a', 'b']);
	fails = false;
	expect(await Promise.all([ask('a'), ask('a')])).toEqual(['a read', 'a read']);
	expect(begun).toEqual(['a', 'b', 'a']);
});

it('keeps so many at most, and lets a failure take nothing along that was begun since', async () => {
	const kept = new Map<string, Promise<string>>();
	let fail: (fault: Error) => void = () => undefined;
	const slow = keptPromise(kept, 'a', () => new Promise((_, reject) => (fail = reject)), 1);
	const other = keptPromise(kept, 'b', () => Promise.resolve('b'), 1);
	const again = keptPromise(kept, 'a', () => Promise.resolve('a'), 1);
	expect([...kept.keys()]).toEqual(['a']);
	fail(new Error('late'));
	await expect(slow).rejects.toThrow('late');
	expect([await other, await again]).toEqual(['b', 'a']);
	expect(kept.get('a')).toBe(again);
});
