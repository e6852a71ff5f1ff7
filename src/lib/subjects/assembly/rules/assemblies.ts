/** What an assemblage is asked: areas in hectares, lengths in metres. */
export interface AssemblyRules {
	/** What the plots have to reach together. */
	hectares: number;
	mostPlots: number;
	/** Kinds of owner that may have to be asked; null for any number. */
	mostOwners: number | null;
	/** Only sets with this plot; null for all. */
	withPlot: number | null;
}

/** Plots that may be assembled, plot i of each list being the same. */
export interface AssemblyGround {
	/** Hectares, gross or net; NaN where nobody knows, and the plot is left out. */
	areas: readonly number[];
	owners: readonly string[];
	/** Plots beside each plot. */
	neighbours: readonly (readonly number[])[];
}

export interface FoundSets {
	/** Each set ascending; those of few plots first, then the smaller in area. */
	sets: number[][];
	/** Whether the search was ended before it had seen every set. */
	stoppedEarly: boolean;
}

/** Sets that are looked at before a search ends early; about a second. */
const mostSets = 100_000;

/**
 * Connected sets of two plots or more that reach an area, each once, none with a plot to spare: no smaller connected
 * set within it reaches the area. Enumerated as by S. Wernicke, "Efficient detection of network motifs" (2006): a set
 * grows from its smallest plot by neighbours that none of its plots had before.
 */
export function assemblies(ground: AssemblyGround, rules: AssemblyRules): FoundSets {
	const search = new SetSearch(ground, rules);
	return search.run();
}

class SetSearch {
	readonly #ground: AssemblyGround;
	readonly #rules: AssemblyRules;
	readonly #found: number[][] = [];
	#seen = 0;

	constructor(ground: AssemblyGround, rules: AssemblyRules) {
		this.#ground = ground;
		this.#rules = rules;
	}

	run(): FoundSets {
		const { areas } = this.#ground;
		for (const root of areas.keys()) {
			if (this.#isPart(root)) this.#grow([root], this.#beside(root, root), root);
			if (this.#seen >= mostSets) break;
		}
		const area = (set: readonly number[]) => this.#area(set);
		const sets = this.#found
			.map((set) => set.toSorted((a, b) => a - b))
			.toSorted((one, other) => one.length - other.length || area(one) - area(other));
		return { sets, stoppedEarly: this.#seen >= mostSets };
	}

	/** A plot that reaches the area alone needs no other; one of unknown area reaches none. */
	#isPart(plot: number): boolean {
		return this.#area([plot]) < this.#rules.hectares;
	}

	#beside(plot: number, root: number): number[] {
		const near = this.#ground.neighbours[plot] ?? [];
		return near.filter((other) => other > root && this.#isPart(other));
	}

	#grow(set: readonly number[], candidates: readonly number[], root: number): void {
		if (this.#seen >= mostSets) return;
		this.#seen += 1;
		if (this.#owners(set) > (this.#rules.mostOwners ?? Infinity)) return;
		if (this.#area(set) >= this.#rules.hectares) {
			if (this.#isWanted(set)) this.#found.push([...set]);
			return;
		}
		if (set.length >= this.#rules.mostPlots) return;
		const known = new Set(set.flatMap((plot) => [plot, ...this.#beside(plot, root)]));
		for (const [at, next] of candidates.entries()) {
			const fresh = this.#beside(next, root).filter((other) => !known.has(other));
			this.#grow([...set, next], [...candidates.slice(at + 1), ...fresh], root);
		}
	}

	#isWanted(set: readonly number[]): boolean {
		const { withPlot, hectares } = this.#rules;
		if (withPlot !== null && !set.includes(withPlot)) return false;
		return !set.some((spared) => {
			const rest = set.filter((plot) => plot !== spared);
			return this.#area(rest) >= hectares && this.#isConnected(rest);
		});
	}

	#isConnected(set: readonly number[]): boolean {
		const left = new Set(set.slice(1));
		const reached = set.slice(0, 1);
		for (let plot = reached.pop(); plot !== undefined; plot = reached.pop())
			for (const other of this.#ground.neighbours[plot] ?? [])
				if (left.delete(other)) reached.push(other);
		return left.size === 0;
	}

	/** Rounded to the square metre, so that 3 × 2 ha reach 6. */
	#area(set: readonly number[]): number {
		const sum = set.reduce((total, plot) => total + (this.#ground.areas[plot] ?? 0), 0);
		return Math.round(sum * 10_000) / 10_000;
	}

	#owners(set: readonly number[]): number {
		return new Set(set.map((plot) => this.#ground.owners[plot])).size;
	}
}
