import { footprintOf, type Building } from './building.ts';
import { fitBoth } from './fit-both.ts';
import { fit, type FitAnswer } from './fit.ts';
import type { FitGround, Placement } from './fits-at.ts';
import { largest } from './largest.ts';
import type { Standing } from './standing.ts';

/** What a plot answers to a building. */
export type Verdict = Answer & {
	/** Whether it would fit if the setback were waived; said where it does not within it. */
	fitsWithoutSetback?: boolean;
};

type Answer =
	| { answer: 'fits'; standing: Standing[] }
	/** Proved for every angle; with the largest of its proportions that does fit. */
	| { answer: 'does-not-fit'; which: 'first' | 'second'; largest: LargestStanding | null }
	/** It fits, or lacks less than `by` metres. */
	| { answer: 'undecided'; which: 'first' | 'second'; by: number; largest: LargestStanding | null }
	/** Each fits alone; no place for both was found, which proves nothing. */
	| { answer: 'not-both'; standing: Standing[] }
	/** Nothing is left of the plot. */
	| { answer: 'no-ground' };

export interface LargestStanding {
	/** In metres. */
	length: number;
	width: number;
	standing: Standing;
}

/** What stands on a drawing of a verdict: the building, else the largest that fits. */
export function shownStanding(verdict: Verdict): Standing[] {
	if ('standing' in verdict) return verdict.standing;
	return 'largest' in verdict && verdict.largest ? [verdict.largest.standing] : [];
}

/** Whether all that is asked was found to stand on some ground: nothing else is told of it. */
export function standsOn(ground: FitGround, building: Building): boolean {
	const { second } = building;
	if (ground.shape.rings.length === 0) return false;
	if (fit(ground, footprintOf(building)).answer !== 'fits') return false;
	return (
		second === null || fitBoth(ground, footprintOf(building), second, second.clearance) !== null
	);
}

/** Tests a building on what is left of a plot, its setback taken off already. */
export function testBuilding(ground: FitGround, building: Building): Verdict {
	if (ground.shape.rings.length === 0) return { answer: 'no-ground' };
	const { second } = building;
	const answer = fit(ground, footprintOf(building));
	if (answer.answer !== 'fits') return refusal(ground, 'first', answer, building);
	const standing = [standingOf(answer.placement, building.court)];
	if (second === null) return { answer: 'fits', standing };
	const alone = fit(ground, second);
	if (alone.answer !== 'fits') return refusal(ground, 'second', alone, { ...second, court: 0 });
	const both = fitBoth(ground, footprintOf(building), second, second.clearance);
	if (both === null) return { answer: 'not-both', standing };
	return {
		answer: 'fits',
		standing: [standingOf(both[0], building.court), standingOf(both[1], 0)]
	};
}

function refusal(
	ground: FitGround,
	which: 'first' | 'second',
	answer: Exclude<FitAnswer, { answer: 'fits' }>,
	asked: Pick<Building, 'length' | 'width' | 'court'>
): Verdict {
	const found = largest(ground, asked, asked.court);
	const best = found && {
		length: found.length,
		width: found.width,
		standing: standingOf(found.placement, asked.court)
	};
	return { ...answer, which, largest: best };
}

function standingOf({ centre, angle, length, width }: Placement, court: number): Standing {
	return {
		centre: { x: centre.x / 100, y: centre.y / 100 },
		angle,
		length: length / 100,
		width: width / 100 - court,
		court
	};
}
