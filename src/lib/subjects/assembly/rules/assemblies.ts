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
	/** Left out where the area of a set is the sum of its plots'. */
	united?: UnitedGround;
}

/** Areas of sets that are more than the sum of their plots': no setback is kept from a limit in common. */
export interface UnitedGround {
	/** Of each plot, what a set with it may have of it at most, in hectares. */
	most: readonly number[];
	/** Of a set, in hectares; it takes time, and is asked once for each set, in its own order. */
	hectares: (set: readonly number[]) => number;
}

export interface FoundSets {
	/** Each set ascending; those of few plots first, then the smaller in area. */
	sets: number[][];
	/** Of each of them. */
	hectares: number[];
	/** Whether the search was ended before it had seen every set. */
	stoppedEarly: boolean;
}

/** Sets that are looked at before a search ends early; about a second. */
const mostSets = 100_000;
/** Sets that are united before a search ends early; some 5 ms each. */
const mostUnited = 400;

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
	readonly #united = new Map<string, number>();
	#seen = 0;
	#stoppedUniting = false;

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
		const found = this.#found
			.map((set) => ({ set, hectares: this.#unitedArea(set) }))
			.toSorted((one, other) => one.set.length - other.set.length || one.hectares - other.hectares);
		return {
			sets: found.map(({ set }) => set),
			hectares: found.map(({ hectares }) => hectares),
			stoppedEarly: this.#seen >= mostSets || this.#stoppedUniting
		};
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
		if (this.#reaches(set)) {
			if (this.#isWanted(set)) this.#found.push(set.toSorted((a, b) => a - b));
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
		const { withPlot } = this.#rules;
		if (withPlot !== null && !set.includes(withPlot)) return false;
		return !set.some((spared) => {
			const rest = set.filter((plot) => plot !== spared);
			return this.#reaches(rest) && this.#isConnected(rest);
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

	/** United only where the sum is too little, and what its plots have at most is not. */
	#reaches(set: readonly number[]): boolean {
		const { hectares } = this.#rules;
		if (this.#area(set) >= hectares) return true;
		const most = this.#ground.united?.most;
		if (most === undefined || this.#area(set, most) < hectares) return false;
		return this.#unitedArea(set) >= hectares;
	}

	#unitedArea(set: readonly number[]): number {
		const { united } = this.#ground;
		if (united === undefined || set.length < 2) return this.#area(set);
		const ordered = set.toSorted((a, b) => a - b);
		const key = ordered.join();
		const known = this.#united.get(key);
		if (known !== undefined) return known;
		this.#stoppedUniting ||= this.#united.size >= mostUnited;
		if (this.#stoppedUniting) return this.#area(set);
		const hectares = united.hectares(ordered);
		this.#united.set(key, hectares);
		return hectares;
	}

	/** Rounded to the square metre, so that 3 × 2 ha reach 6. */
	#area(set: readonly number[], areas: readonly number[] = this.#ground.areas): number {
		const sum = set.reduce((total, plot) => total + (areas[plot] ?? 0), 0);
		return Math.round(sum * 10_000) / 10_000;
	}

	#owners(set: readonly number[]): number {
		return new Set(set.map((plot) => this.#ground.owners[plot])).size;
	}
}
