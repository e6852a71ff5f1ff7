/** A source of numbers that gives the same ones every time for the same seed (mulberry32). */
export class SeededRandom {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** The next number, from 0 included to 1 excluded. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A number from low included to high excluded. */
	between(low: number, high: number): number {
		return low + this.next() * (high - low);
	}

	/** A whole number from low to high, both included. */
	whole(low: number, high: number): number {
		return Math.floor(this.between(low, high + 1));
	}

	/** True in the given share of cases, from 0 to 1. */
	chance(share: number): boolean {
		return this.next() < share;
	}

	/** One of the values, each as likely. */
	pick<Value>(values: readonly [Value, ...Value[]]): Value {
		return values[this.whole(0, values.length - 1)] ?? values[0];
	}

	/** The values in another order. */
	shuffle<Value>(values: readonly Value[]): Value[] {
		return values
			.map((value) => ({ value, rank: this.next() }))
			.sort((one, other) => one.rank - other.rank)
			.map(({ value }) => value);
	}

	/**
	 * As many values as asked, in proportion to their weights and in no order: each value comes at least once.
	 * @throws RangeError when there are more values than places
	 */
	share<Value extends string>(
		weights: Readonly<Partial<Record<Value, number>>>,
		count: number
	): Value[] {
		const values = Object.keys(weights) as Value[];
		const portions = apportion(
			values.map((value) => weights[value] ?? 0),
			count
		);
		return this.shuffle(
			values.flatMap((value, index) => Array<Value>(portions[index] ?? 0).fill(value))
		);
	}
}

/**
 * Shares a whole total out in proportion to weights, each part at least `least`; the parts add up to the total.
 * @throws RangeError when the total cannot give every part its least
 */
export function apportion(weights: readonly number[], total: number, least = 1): number[] {
	const spare = total - least * weights.length;
	if (spare < 0) {
		throw new RangeError(
			`Répartition impossible : ${total} à partager en ${weights.length} parts d’au moins ${least}.`
		);
	}
	const sum = weights.reduce((all, weight) => all + weight, 0);
	const exact = weights.map((weight) => (spare * weight) / sum);
	const parts = exact.map((part) => least + Math.floor(part));
	const byRemainder = exact
		.map((part, index) => ({ index, remainder: part - Math.floor(part) }))
		.sort((one, other) => other.remainder - one.remainder || one.index - other.index);
	const missing = total - parts.reduce((all, part) => all + part, 0);
	for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
	return parts;
}
