import { expect, it } from 'vitest';
import { putWithin } from './put-within.ts';

it('lets the entry go that was put first, once there are too many', () => {
	const map = new Map<string, number>();
	for (const [at, key] of ['a', 'b', 'b', 'c'].entries()) putWithin(map, 2, key, at);
	expect([...map]).toEqual([
		['b', 2],
		['c', 3]
	]);
});
