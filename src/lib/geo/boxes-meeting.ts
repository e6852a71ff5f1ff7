import type { Box } from '#lib/domain/feature.ts';
import type { BoxColumns } from './flat-polygons.ts';

/** Indexes of the boxes that share at least a point with one, ascending. Boxes of nothing meet none. */
export function boxesMeeting(
	{ west, south, east, north }: BoxColumns,
	[left, bottom, right, top]: Box
): number[] {
	const found: number[] = [];
	for (let index = 0; index < west.length; index += 1)
		if (
			(west[index] as number) <= right &&
			(east[index] as number) >= left &&
			(south[index] as number) <= top &&
			(north[index] as number) >= bottom
		)
			found.push(index);
	return found;
}
