import { describe, expect, it } from 'vitest';
import { assemblies, type AssemblyGround, type AssemblyRules } from './assemblies.ts';

const asked: AssemblyRules = { hectares: 6, mostPlots: 3, mostOwners: null, withPlot: null };

/** A row of plots, each beside the next. */
function row(areas: number[], owners = areas.map(() => 'commune')): AssemblyGround {
	const neighbours = areas.map((_, at) =>
		[at - 1, at + 1].filter((other) => other >= 0 && other < areas.length)
	);
	return { areas, owners, neighbours };
}

describe('sets of adjacent plots', () => {
	it('reach the area together, those of few plots first', () => {
		// 3 + 3,5 = 6,5; 2 + 1 + 3 = 6; 1 + 3 + 3,5 has a plot to spare.
		expect(assemblies(row([2, 1, 3, 3.5]), asked).sets).toEqual([
			[2, 3],
			[0, 1, 2]
		]);
	});

	it('leave out a plot that is large enough alone', () => {
		expect(assemblies(row([7, 1, 6, 5.5]), asked).sets).toEqual([]);
	});

	it('reach an area that decimals only approach', () => {
		expect(assemblies(row([0.1, 0.2]), { ...asked, hectares: 0.3 }).sets).toEqual([[0, 1]]);
	});

	it('ask no more kinds of owner than allowed', () => {
		const ground = row([4, 4, 4], ['commune', 'privé', 'privé']);
		expect(assemblies(ground, asked).sets).toHaveLength(2);
		expect(assemblies(ground, { ...asked, mostOwners: 1 }).sets).toEqual([[1, 2]]);
	});

	it('hold the plot that is asked', () => {
		expect(assemblies(row([4, 4, 4]), { ...asked, withPlot: 0 }).sets).toEqual([[0, 1]]);
	});

	it('say when there are too many to look at', () => {
		const count = 60;
		const all = Array.from({ length: count }, (_, at) => at);
		const ground: AssemblyGround = {
			areas: all.map(() => 1),
			owners: all.map(() => 'commune'),
			neighbours: all.map((one) => all.filter((other) => other !== one))
		};
		expect(assemblies(ground, { ...asked, hectares: 100, mostPlots: 5 }).stoppedEarly).toBe(true);
		expect(assemblies(row([4, 4]), asked).stoppedEarly).toBe(false);
	});

	it('count an area together that is more than the sum, and say when too many were to be united', () => {
		const ground = row([2, 2, 2]);
		const united = { most: [4, 4, 4], hectares: (set: readonly number[]) => 3 * set.length };
		const found = assemblies({ ...ground, united }, asked);
		expect(found).toEqual({
			...{
				sets: [
					[0, 1],
					[1, 2]
				],
				hectares: [6, 6],
				stoppedEarly: false
			}
		});
		const areas = Array.from({ length: 500 }, () => 2);
		const many = { ...row(areas), united: { ...united, most: areas.map(() => 4) } };
		expect(assemblies(many, asked).stoppedEarly).toBe(true);
	});

	it('are those that trying every set finds, each once', () => {
		const seed = Math.floor(Math.random() * 1e9);
		console.info(`seed ${seed}`);
		const next = generator(seed);
		for (let round = 0; round < 60; round += 1) {
			const ground = randomGround(next, 9);
			const rules = {
				...{ hectares: 3 + 5 * next(), mostPlots: 2 + Math.floor(3 * next()) },
				...{ mostOwners: next() < 0.5 ? null : 2, withPlot: null }
			};
			const { sets } = assemblies(ground, rules);
			const ordered = (all: number[][]) => all.map((set) => set.join()).toSorted();
			expect(ordered(sets), JSON.stringify({ ground, rules })).toEqual(
				ordered(everySet(ground, rules))
			);
		}
	});
});

/** A linear congruential generator (Numerical Recipes): values from 0 to 1. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function randomGround(next: () => number, count: number): AssemblyGround {
	const all = Array.from({ length: count }, (_, at) => at);
	const neighbours = all.map((): number[] => []);
	for (const one of all)
		for (const other of all.slice(one + 1))
			if (next() < 0.35) {
				neighbours[one]?.push(other);
				neighbours[other]?.push(one);
			}
	return {
		areas: all.map(() => Math.round(400 * next()) / 100),
		owners: all.map(() => ['commune', 'privé', 'EPF'][Math.floor(3 * next())] ?? ''),
		neighbours
	};
}

/** The oracle: every subset of the plots, by the words of the rule. */
function everySet(ground: AssemblyGround, rules: AssemblyRules): number[][] {
	const { areas, owners, neighbours } = ground;
	const area = (set: number[]) =>
		Math.round(set.reduce((sum, plot) => sum + (areas[plot] ?? 0), 0) * 10_000) / 10_000;
	const isConnected = (set: number[]) => {
		const reached = new Set(set.slice(0, 1));
		for (let grown = true; grown;) {
			const before = reached.size;
			for (const plot of set)
				if (neighbours[plot]?.some((other) => reached.has(other))) reached.add(plot);
			grown = reached.size > before;
		}
		return reached.size === set.length;
	};
	const subsets = Array.from({ length: 2 ** areas.length }, (_, bits) =>
		areas.flatMap((_, plot) => ((bits >> plot) & 1 ? [plot] : []))
	);
	const reaching = subsets.filter(
		(set) => set.length > 0 && area(set) >= rules.hectares && isConnected(set)
	);
	return reaching.filter(
		(set) =>
			set.length > 1 &&
			set.length <= rules.mostPlots &&
			new Set(set.map((plot) => owners[plot])).size <= (rules.mostOwners ?? Infinity) &&
			!reaching.some(
				(smaller) => smaller.length < set.length && smaller.every((plot) => set.includes(plot))
			)
	);
}
