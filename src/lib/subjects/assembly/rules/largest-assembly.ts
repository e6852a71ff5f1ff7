import type { AssemblyGround } from './assemblies.ts';

/**
 * The connected set of most hectares that holds a plot, ascending; of sets alike, the one of fewest plots. Every set is
 * looked at, each once: it grows from the plot by neighbours that none of its plots had before (S. Wernicke, "Efficient
 * detection of network motifs", 2006).
 * @param ground of which the areas are known
 * @param mostPlots that one holds
 */
export function largestAssembly(
	{ areas, neighbours }: Pick<AssemblyGround, 'areas' | 'neighbours'>,
	plot: number,
	mostPlots: number
): { plots: number[]; hectares: number } {
	let best = { plots: [plot], hectares: areas[plot] ?? 0 };
	const grow = (set: number[], hectares: number, candidates: readonly number[]): void => {
		const isLarger = hectares - best.hectares > sameArea;
		const isAlike = Math.abs(hectares - best.hectares) <= sameArea;
		if (isLarger || (isAlike && set.length < best.plots.length)) best = { plots: set, hectares };
		if (set.length >= mostPlots) return;
		const known = new Set(set.flatMap((one) => [one, ...(neighbours[one] ?? [])]));
		for (const [at, next] of candidates.entries()) {
			const fresh = (neighbours[next] ?? []).filter((other) => !known.has(other));
			const left = [...candidates.slice(at + 1), ...fresh];
			grow([...set, next], hectares + (areas[next] ?? 0), left);
		}
	};
	grow([plot], areas[plot] ?? 0, neighbours[plot] ?? []);
	return {
		plots: best.plots.toSorted((one, other) => one - other),
		hectares: Math.round(best.hectares * 10_000) / 10_000
	};
}

/** Sums that differ by less are the same, in hectares: a square metre is the least that is told. */
const sameArea = 5e-5;
