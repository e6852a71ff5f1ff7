import { expect, it } from 'vitest';
import { joined, passing } from './lent-memory.ts';

/** Two parts of a letter, with something else before and between them. */
const page = (letter: string) => {
	const bytes = Buffer.alloc(400_000, '-');
	bytes.fill(letter, 10, 200_010).fill(letter, 250_000, 350_001);
	return joined(bytes, [10, 200_010, 250_000, 350_001]);
};
const isOf = (bytes: Buffer, letter: string) => bytes.equals(Buffer.alloc(300_001, letter));

it('joins parts in memory of its own until it is disposed of', () => {
	const [first, second] = [page('a'), page('b')];
	expect([isOf(first, 'a'), isOf(second, 'b')]).toEqual([true, true]);
	first[Symbol.dispose]?.();
	const third = page('c');
	expect(third.buffer, 'the memory of the first is used again').toBe(first.buffer);
	expect([isOf(second, 'b'), isOf(third, 'c')]).toEqual([true, true]);
});

it('lends no memory to two, however often it is disposed of', () => {
	const first = page('a');
	first[Symbol.dispose]?.();
	first[Symbol.dispose]?.();
	expect(page('b').buffer).not.toBe(page('c').buffer);
});

it('lends nothing for what is small, or would hold too much', () => {
	const small = joined(Buffer.from('abc'), [0, 1, 2, 3]);
	expect([small.toString(), small[Symbol.dispose]]).toEqual(['ac', undefined]);
	expect(joined(Buffer.alloc(4_000_001), [0, 4_000_001])[Symbol.dispose]).toBeUndefined();
});

it('gives memory back at once, and only what stands alone in it', () => {
	const alone = passing(Buffer.from(new ArrayBuffer(300_000)));
	alone[Symbol.dispose]?.();
	alone[Symbol.dispose]?.();
	expect(alone.byteLength).toBe(0);
	const shared = new ArrayBuffer(1_000_000);
	expect(passing(Buffer.from(shared, 0, 300_000))[Symbol.dispose]).toBeUndefined();
	expect(passing(Buffer.from('small'))[Symbol.dispose]).toBeUndefined();
});
