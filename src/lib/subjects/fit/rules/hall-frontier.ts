import { hallProportions, type HallFrontier } from '#lib/domain/hall-frontier.ts';
import { metricArea } from '#lib/geo/metric-shape.ts';
import { fit } from './fit.ts';
import type { FitGround } from './fits-at.ts';

/** Lengths are kept in whole decimetres. */
const perMetre = 10;

/** In decimetres: the longest that was found to fit, the shortest that was proved not to. */
interface Bracket {
	fits: number;
	refused: number;
}

/**
 * The largest building of each kept proportion that fits on what is left of a plot, and the smallest that was proved
 * not to: between them lies what stays undecided. What holds a building that does not fit does not fit, and what lies
 * in one that fits does, so that each proportion begins between the bounds that the one before it sets.
 */
export function hallFrontier(ground: FitGround): HallFrontier {
	const brackets: Bracket[] = [];
	hallProportions.forEach((proportion, at) => {
		const before = brackets.at(-1);
		const stretched = proportion / (hallProportions[at - 1] ?? proportion);
		const known = {
			fits: before?.fits ?? 0,
			refused: Math.min(
				before ? Math.ceil(before.refused * stretched) : Infinity,
				beyondArea(ground, proportion)
			)
		};
		brackets.push(narrowed(ground, proportion, known));
	});
	return frontierOf(brackets);
}

/** What is larger than the ground: known before anything is tested, and all that is known of what takes too long. */
export function areaFrontier(ground: FitGround): HallFrontier {
	return frontierOf(
		hallProportions.map((proportion) => ({ fits: 0, refused: beyondArea(ground, proportion) }))
	);
}

/** A length at which a building, less the tolerance on its sides, has more area than the ground. */
function beyondArea({ shape }: FitGround, proportion: number): number {
	return Math.ceil(Math.sqrt(metricArea(shape) * proportion) * perMetre) + 1;
}

/** Halves a bracket down to a decimetre, or to what the test leaves undecided. */
function narrowed(ground: FitGround, proportion: number, known: Bracket): Bracket {
	let { fits, refused } = known;
	let open = refused;
	const answerAt = (decimetres: number) => {
		const length = decimetres / perMetre;
		return fit(ground, { length, width: length / proportion }).answer;
	};
	while (open - fits > 1) {
		const middle = Math.floor((fits + open) / 2);
		const answer = answerAt(middle);
		if (answer === 'fits') fits = middle;
		else open = middle;
		if (answer === 'does-not-fit') refused = middle;
	}
	while (refused - open > 1) {
		const middle = Math.floor((open + refused) / 2);
		if (answerAt(middle) === 'does-not-fit') refused = middle;
		else open = middle;
	}
	return { fits, refused };
}

/** A longer proportion that was refused earlier refuses the squatter ones, which hold it. */
function frontierOf(brackets: readonly Bracket[]): HallFrontier {
	let least = Infinity;
	const refused = brackets
		.toReversed()
		.map(({ refused }) => (least = Math.min(least, refused)) / perMetre);
	return { fits: brackets.map(({ fits }) => fits / perMetre), refused: refused.toReversed() };
}
