import type { Footprint } from './building.ts';
import type { FitGround, Placement } from './fits-at.ts';
import { fit } from './fit.ts';

export interface Largest {
	/** In metres, in whole decimetres; the width in the proportion that was asked. */
	length: number;
	width: number;
	placement: Placement;
}

/** Decimetres of length between a building that fits and one that was not found to. */
const step = 10;

/**
 * The largest building of the same proportions that fits, to a decimetre of its length; null where none does.
 * @param court in metres, which does not shrink with the building: trucks stay as long as they are
 */
export function largest(
	ground: FitGround,
	{ length, width }: Footprint,
	court: number
): Largest | null {
	let found: Largest | null = null;
	let [low, high] = [0, Math.ceil(length * step)];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		const own = { length: middle / step, width: (middle / step) * (width / length) };
		const tried = fit(ground, { length: own.length, width: own.width + court });
		if (tried.answer === 'fits') {
			found = { ...own, placement: tried.placement };
			low = middle;
		} else high = middle;
	}
	return found;
}
