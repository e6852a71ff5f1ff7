import { expect, it } from 'vitest';
import { keepComputed } from './keep-computed.ts';

/** So many plots, told in pages of a hundred; what was written, write by write. */
function territoryOf(plots: number) {
	const written: number[][] = [];
	const work = {
		due: (after: string) => {
			const first = after === '' ? 0 : Number(after) + 1;
			const end = Math.min(first + 100, plots);
			const last = end > first ? String(end - 1) : null;
			return Promise.resolve({ first, end, last });
		},
		compute: ({ first, end }: { first: number; end: number }) =>
			Promise.resolve(Array.from({ length: end - first }, (_, at) => first + at)),
		keep: (computed: readonly number[]) => {
			written.push([...computed]);
			return Promise.resolve();
		},
		atOnce: 100_000,
		goesOn: () => true
	};
	return { work, written };
}

const all = (count: number) => Array.from({ length: count }, (_, at) => at);

it('writes every plot once, in lots that grow to a bound', async () => {
	const { work, written } = territoryOf(120_050);
	expect(await keepComputed(work)).toBe(120_050);
	expect(written.flat()).toEqual(all(120_050));
	expect(written.map(({ length }) => length)).toEqual([
		400, 800, 1600, 3200, 6400, 12_800, 25_600, 25_600, 25_600, 18_050
	]);
});

it('writes no more at once than readers can wait for', async () => {
	const { work, written } = territoryOf(1_000);
	await keepComputed({ ...work, atOnce: 300 });
	expect(written.map(({ length }) => length)).toEqual([300, 100, 300, 300]);
});

it('keeps what it has computed when it is not to go on', async () => {
	const { work, written } = territoryOf(10_000);
	let asked = 0;
	expect(await keepComputed({ ...work, goesOn: () => (asked += 1) <= 3 })).toBe(300);
	expect(written.flat()).toEqual(all(300));
});

it('keeps what it has computed before a page that fails, and says what failed', async () => {
	const { work, written } = territoryOf(10_000);
	const compute = (page: { first: number; end: number }) =>
		page.first === 500 ? Promise.reject(new Error('too long')) : work.compute(page);
	await expect(keepComputed({ ...work, compute })).rejects.toThrow('too long');
	expect(written.flat()).toEqual(all(500));
});

it('asks once and writes nothing where nothing is due', async () => {
	const { work, written } = territoryOf(0);
	expect(await keepComputed(work)).toBe(0);
	expect(written).toEqual([]);
});
