import { describe, expect, it } from 'vitest';
import { askedAhead } from './asked-ahead.ts';

describe('askedAhead', () => {
	/** Questions that are answered when the test says so. */
	function questions() {
		const open = new Map<
			number,
			{ resolve: (answer: string) => void; reject: (fault: Error) => void }
		>();
		const ask = (item: number) =>
			new Promise<string>((resolve, reject) => {
				open.set(item, { resolve, reject });
			});
		return { open, ask };
	}

	it('asks a few at once and answers in their order', async () => {
		const { open, ask } = questions();
		const answers = askedAhead([1, 2, 3], 2, ask);
		const first = answers.next();
		expect([...open.keys()]).toEqual([1, 2]);
		open.get(2)?.resolve('two');
		open.get(1)?.resolve('one');
		expect(await first).toEqual({ done: false, value: 'one' });
		const second = answers.next();
		expect([...open.keys()]).toEqual([1, 2, 3]);
		expect((await second).value).toBe('two');
		open.get(3)?.resolve('three');
		expect((await answers.next()).value).toBe('three');
		expect((await answers.next()).done).toBe(true);
	});

	it('fails with what failed, once nothing is on its way any more', async () => {
		const { open, ask } = questions();
		const answers = askedAhead([1, 2, 3], 3, ask);
		let failed = false;
		const first = answers.next().catch((fault: unknown) => {
			failed = true;
			throw fault;
		});
		open.get(3)?.reject(new Error('later'));
		open.get(1)?.reject(new Error('refused'));
		await new Promise((resolve) => setImmediate(resolve));
		expect(failed).toBe(false);
		open.get(2)?.resolve('two');
		await expect(first).rejects.toThrow('refused');
	});

	it('answers nothing of nothing', async () => {
		expect((await askedAhead([], 2, () => Promise.resolve(1)).next()).done).toBe(true);
	});
});
