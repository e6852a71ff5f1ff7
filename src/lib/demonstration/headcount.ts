import { apportion, type SeededRandom } from './random.ts';

/** Headcount brackets of the INSEE (Sirene, `trancheEffectifs`), each from its lowest number of employees. */
const brackets: readonly { from: number; code: string; label: string }[] = [
	{ from: 500, code: '41', label: '500 à 999 salariés' },
	{ from: 250, code: '32', label: '250 à 499 salariés' },
	{ from: 200, code: '31', label: '200 à 249 salariés' },
	{ from: 100, code: '22', label: '100 à 199 salariés' },
	{ from: 50, code: '21', label: '50 à 99 salariés' },
	{ from: 20, code: '12', label: '20 à 49 salariés' },
	{ from: 10, code: '11', label: '10 à 19 salariés' },
	{ from: 6, code: '03', label: '6 à 9 salariés' },
	{ from: 3, code: '02', label: '3 à 5 salariés' },
	{ from: 1, code: '01', label: '1 ou 2 salariés' },
	{ from: 0, code: '00', label: '0 salarié' }
];

/** INSEE bracket of a headcount below 1,000. */
export function bracketOf(headcount: number): { code: string; label: string } {
	const bracket = brackets.find(({ from }) => headcount >= from);
	if (!bracket) throw new RangeError(`Effectif ${headcount} : un nombre de 0 ou plus est attendu.`);
	return bracket;
}

/** Exponent of the sizes' distribution: the lower, the more the largest firms weigh. */
const paretoExponent = 1.15;
const largestOverSmallest = 55;

/**
 * Headcounts that add up to the total: few large firms, many small ones (Pareto).
 * @param sizes relative size of each firm's sector
 */
export function headcounts(
	sizes: readonly number[],
	total: number,
	random: SeededRandom
): number[] {
	const weights = sizes.map(
		(size) => size * Math.min(largestOverSmallest, (1 - random.next()) ** (-1 / paretoExponent))
	);
	return apportion(weights, total);
}
