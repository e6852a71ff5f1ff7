import Flatbush from 'flatbush';
import type { Box } from '#lib/domain/feature.ts';

/** Finds among many boxes those that share at least a point with one: their indexes, ascending. */
export type BoxIndex = (box: Box) => number[];

/**
 * An index over boxes in degrees, box i being record i; a null box meets nothing.
 * @param boxes read once, in their order
 */
export function boxIndex(boxes: readonly (Box | null)[]): BoxIndex {
	const placed = boxes.flatMap((box, record) => (box === null ? [] : record));
	// Flatbush takes no empty set.
	if (placed.length === 0) return () => [];
	const tree = new Flatbush(placed.length);
	for (const record of placed) tree.add(...(boxes[record] as Box));
	tree.finish();
	return (box) =>
		tree
			.search(...box)
			.map((found) => placed[found] as number)
			.sort((one, other) => one - other);
}
