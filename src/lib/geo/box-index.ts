import Flatbush from 'flatbush';
import type { Box } from '#lib/domain/feature.ts';

/** Boxes in degrees, box i being record i, and how those that meet another are found. */
export interface BoxIndex {
	/** West, south, east, north, one box after the other; NaN where a record has none. */
	edges: Float64Array;
	/** Records whose boxes share at least a point with a box, ascending. */
	meeting: (box: Box) => Uint32Array;
}

/** @param boxes read once, in their order; a null box meets nothing */
export function boxIndex(boxes: readonly (Box | null)[]): BoxIndex {
	const edges = new Float64Array(4 * boxes.length).fill(Number.NaN);
	for (const [record, box] of boxes.entries()) if (box !== null) edges.set(box, 4 * record);
	const placed = Uint32Array.from(boxes.flatMap((box, record) => (box === null ? [] : record)));
	// Flatbush takes no empty set.
	if (placed.length === 0) return { edges, meeting: () => new Uint32Array() };
	const tree = new Flatbush(placed.length);
	for (const record of placed) tree.add(...(boxes[record] as Box));
	tree.finish();
	const meeting = (box: Box) => {
		const found = new Uint32Array(tree.search(...box));
		for (let at = 0; at < found.length; at += 1) found[at] = placed[found[at] as number] as number;
		return found.sort();
	};
	return { edges, meeting };
}
