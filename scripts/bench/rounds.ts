/** The value that a share of the values, from 0 to 1, do not pass; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/**
 * Runs every side once a round, in turn and every other round backwards, so that a machine that is busy for a while is
 * busy for all of them. Answers what each side answered, by round.
 */
export async function interleave<Side extends string, Answer>(
	rounds: number,
	sides: Partial<Record<Side, () => Answer | Promise<Answer>>>
): Promise<Partial<Record<Side, Answer[]>>> {
	const names = Object.keys(sides) as Side[];
	const answers: Partial<Record<Side, Answer[]>> = {};
	for (let round = 0; round < rounds; round += 1) {
		for (const name of round % 2 === 0 ? names : names.toReversed()) {
			const answer = await sides[name]?.();
			if (answer !== undefined) (answers[name] ??= []).push(answer);
		}
	}
	return answers;
}
