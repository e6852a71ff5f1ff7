import { describe, expect, it } from 'vitest';
import type { Box, LngLat } from '#lib/domain/feature.ts';
import { spreadEvenly } from './spread-evenly.ts';

const box: Box = [0, 0, 10, 10];

describe('spreadEvenly', () => {
	it('takes all where they are few enough, ascending', () => {
		expect(spreadEvenly([5, 1, 3], () => [1, 1], box, 3)).toEqual([1, 3, 5]);
	});

	it('shows every part of the box before it shows more of a crowded one', () => {
		// A thousand in one corner, one in each of nine others.
		const positions: LngLat[] = [
			...Array.from({ length: 1000 }, (): LngLat => [0.01, 0.01]),
			...Array.from({ length: 9 }, (_, at): LngLat => [at + 1, at + 1])
		];
		const chosen = spreadEvenly(
			[...positions.keys()],
			(index) => positions[index] as LngLat,
			box,
			20
		);
		expect(chosen).toHaveLength(20);
		expect(chosen.slice(-9)).toEqual([1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008]);
	});

	it('prefers what stands first in its part', () => {
		const same = () => [5, 5] as LngLat;
		expect(spreadEvenly([7, 2, 9, 4], same, box, 2)).toEqual([2, 7]);
	});
});
