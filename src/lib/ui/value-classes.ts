import { scaleQuantile } from 'd3-scale';

/** How values are put into classes: as many of each, or as alike as can be within each (Jenks). */
export const classMethods = ['jenks', 'quantiles'] as const;
export type ClassMethod = (typeof classMethods)[number];

/** Values of a class: its least, its greatest, how many; classes never share a value. */
export interface ValueClass {
	low: number;
	high: number;
	count: number;
}

/**
 * Puts values into classes, the lowest first; equal values are always of one class, so there may be fewer.
 * @param most how many classes there are at most
 */
export function valueClasses(
	values: readonly number[],
	method: ClassMethod,
	most = 5
): ValueClass[] {
	const sorted = values.toSorted((a, b) => a - b);
	const starts = method === 'jenks' ? jenksStarts(sorted, most) : quantileStarts(sorted, most);
	return starts.map((start, nth) => {
		const next = starts[nth + 1] ?? sorted.length;
		return { low: sorted[start] ?? 0, high: sorted[next - 1] ?? 0, count: next - start };
	});
}

/** Place of a value among classes; -1 for one that is in none. */
export function classOf(value: number, classes: readonly ValueClass[]): number {
	return classes.findIndex(({ low, high }) => value >= low && value <= high);
}

/** Where each class begins among sorted values. */
function quantileStarts(sorted: readonly number[], most: number): number[] {
	if (sorted.length === 0) return [];
	const bounds = scaleQuantile(
		sorted,
		Array.from({ length: most }, (_, nth) => nth)
	).quantiles();
	const starts = bounds.map((bound) => sorted.findIndex((value) => value >= bound));
	return [...new Set([0, ...starts])].toSorted((a, b) => a - b);
}

/**
 * Natural breaks: of all ways to cut, the one whose squared deviations from the mean of each class add up to least
 * (Fisher 1958, Jenks 1977), found exactly by dynamic programming over the distinct values.
 */
function jenksStarts(sorted: readonly number[], most: number): number[] {
	const firsts = sorted.flatMap((value, at) => (at > 0 && sorted[at - 1] === value ? [] : at));
	const count = firsts.length;
	const classes = Math.min(most, count);
	const deviation = deviations(sorted, firsts);
	let cost = Array.from({ length: count }, (_, last) => deviation(0, last));
	const cuts: number[][] = [];
	for (let made = 1; made < classes; made++) {
		const [before, cut] = [cost, new Array<number>(count).fill(0)];
		cost = before.map((_, last) => {
			let least = Infinity;
			for (let first = made; first <= last; first++) {
				const sum = (before[first - 1] ?? 0) + deviation(first, last);
				if (sum < least) [least, cut[last]] = [sum, first];
			}
			return least;
		});
		cuts.push(cut);
	}
	const starts: number[] = [];
	let last = count - 1;
	for (const cut of cuts.toReversed()) {
		const first = cut[last] ?? 0;
		starts.unshift(first);
		last = first - 1;
	}
	return count === 0 ? [] : [0, ...starts].map((first) => firsts[first] ?? 0);
}

/** Squared deviations from their mean of the values from one distinct value to another, by running sums. */
function deviations(sorted: readonly number[], firsts: readonly number[]) {
	const [sums, squares] = [[0], [0]];
	// Counted from their mean, large values lose no digits.
	const mean = sorted.reduce((sum, value) => sum + value, 0) / (sorted.length || 1);
	for (const value of sorted) {
		sums.push((sums.at(-1) ?? 0) + (value - mean));
		squares.push((squares.at(-1) ?? 0) + (value - mean) ** 2);
	}
	return (first: number, last: number) => {
		const [from, to] = [firsts[first] ?? 0, firsts[last + 1] ?? sorted.length];
		const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
		return Math.max(0, (squares[to] ?? 0) - (squares[from] ?? 0) - sum ** 2 / (to - from));
	};
}
