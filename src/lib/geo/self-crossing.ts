import Flatbush from 'flatbush';
import type { Position } from 'geojson';

/**
 * Where a closed ring crosses or touches itself, null when it does not.
 * @param ring positions, the last equal to the first and no two consecutive ones equal
 */
export function selfCrossing(ring: readonly Position[]): Position | null {
	const count = ring.length - 1;
	if (count < 3) return null;
	const index = new Flatbush(count);
	const segments = Array.from({ length: count }, (_, at) => segmentOf(ring, at));
	for (const { box } of segments) index.add(...box);
	index.finish();
	for (const [at, segment] of segments.entries()) {
		const crossed = index.search(...segment.box, (other) => {
			const apart = other > at + 1 && !(at === 0 && other === count - 1);
			return apart && meet(segment, segments[other] ?? segment);
		});
		if (crossed.length > 0) return segment.from;
	}
	return null;
}

interface Segment {
	from: Position;
	to: Position;
	box: [west: number, south: number, east: number, north: number];
}

function segmentOf(ring: readonly Position[], at: number): Segment {
	const from = ring[at] ?? [];
	const to = ring[at + 1] ?? [];
	const [fromX = 0, fromY = 0] = from;
	const [toX = 0, toY = 0] = to;
	return {
		from,
		to,
		box: [Math.min(fromX, toX), Math.min(fromY, toY), Math.max(fromX, toX), Math.max(fromY, toY)]
	};
}

/** Whether two segments share a point, ends included; their boxes are known to meet. */
function meet(one: Segment, other: Segment): boolean {
	const fromSide = side(one, other.from);
	const toSide = side(one, other.to);
	if (fromSide * toSide > 0) return false;
	return side(other, one.from) * side(other, one.to) <= 0;
}

/** On which side of the segment's line a position lies: -1, 0 or 1. */
function side({ from, to }: Segment, position: Position): number {
	const [fromX = 0, fromY = 0] = from;
	const [toX = 0, toY = 0] = to;
	const [x = 0, y = 0] = position;
	return Math.sign((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX));
}
