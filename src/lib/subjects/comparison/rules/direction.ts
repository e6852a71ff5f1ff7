import type { Criterion } from '#lib/search/criterion.ts';
import type { ComparedCell } from './comparison.ts';

/** Which values of a line are better; null where neither is. */
export type Direction = 'more' | 'less' | null;

/** A price may be asked from both sides, and is better when it is low all the same. */
const lessIsBetter: readonly string[] = ['€/m²'];

/**
 * The direction of a criterion: by the side from which its own measure can be bounded. One that can be bounded from
 * both has none (an area is right for a project, not good), nor has a choice among codes; a network is there or not.
 */
export function directionOf({ fields, unit, judged }: Criterion): Direction {
	if (unit !== null && lessIsBetter.includes(unit)) return 'less';
	const sides = new Set(
		Object.values(fields).flatMap((field) => {
			const isOwn = !('unit' in field) || field.unit === undefined || field.unit === unit;
			return 'side' in field && isOwn ? [field.side] : [];
		})
	);
	if (sides.size === 1) return sides.has('min') ? 'more' : 'less';
	const isEach = Object.values(fields).some((field) => 'each' in field && field.each === true);
	const isFlag = Object.values(fields).every(({ kind }) => kind === 'flag');
	return judged === 'otherwise' && (isEach || isFlag) ? 'more' : null;
}

/** What can be put in order; null for what is not known, or only between two bounds. */
function rankOf({ value, interval }: ComparedCell): number | null {
	if (interval !== null && interval[0] !== interval[1]) return null;
	if (value === 'oui' || value === 'non') return Number(value === 'oui');
	return typeof value === 'number' ? value : null;
}

/** The cells of a line with the best and the worst marked: all that share them, and none where all are alike. */
export function marked(cells: readonly ComparedCell[], direction: Direction): ComparedCell[] {
	const ranks = cells.map(rankOf);
	const known = ranks.filter((rank) => rank !== null);
	const [least, most] = [Math.min(...known), Math.max(...known)];
	if (direction === null || known.length < 2 || least === most) return [...cells];
	const [best, worst] = direction === 'more' ? [most, least] : [least, most];
	return cells.map((cell, at) => ({
		...cell,
		mark: ranks[at] === best ? 'best' : ranks[at] === worst ? 'worst' : null
	}));
}
