import { expect, it } from 'vitest';
import { joined, passing } from './lent-memory.ts';

const page = (letter: string) => [Buffer.alloc(200_000, letter), Buffer.alloc(100_001, letter)];
const isOf = (bytes: Buffer, letter: string) => bytes.equals(Buffer.concat(page(letter)));

it('joins pieces in memory of its own until it is disposed of', () => {
	const [first, second] = [joined(page('a')), joined(page('b'))];
	expect([isOf(first, 'a'), isOf(second, 'b')]).toEqual([true, true]);
	first[Symbol.dispose]?.();
	const third = joined(page('c'));
	expect(third.buffer, 'the memory of the first is used again').toBe(first.buffer);
	expect([isOf(second, 'b'), isOf(third, 'c')]).toEqual([true, true]);
});

it('lends no memory to two, however often it is disposed of', () => {
	const first = joined(page('a'));
	first[Symbol.dispose]?.();
	first[Symbol.dispose]?.();
	expect(joined(page('b')).buffer).not.toBe(joined(page('c')).buffer);
});

it('lends nothing for what is small, or would hold too much', () => {
	const small = joined([Buffer.from('a'), Buffer.from('b')]);
	expect([small.toString(), small[Symbol.dispose]]).toEqual(['ab', undefined]);
	expect(joined([Buffer.alloc(4_000_001)])[Symbol.dispose]).toBeUndefined();
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
