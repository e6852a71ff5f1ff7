import type { Position } from 'geojson';
import { eachCrossing } from './ring-crossings.ts';

/**
 * Where a closed ring crosses or touches itself, null when it does not.
 * @param ring positions, the last equal to the first and no two consecutive ones equal
 * @throws IntricateRings for one of many thousand segments that lie over each other
 */
export function selfCrossing(ring: readonly Position[]): Position | null {
	let first: Position | null = null;
	eachCrossing([ring], (from) => {
		first = from;
		return false;
	});
	return first;
}
