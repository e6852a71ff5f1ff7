import type { Vertex } from '#lib/geo/metric-shape.ts';
import type { Footprint } from './building.ts';
import { FitGround, fitsAt, freeSides, mayStand, type Placement } from './fits-at.ts';

/** The answer to whether a building fits, at any angle. */
export type FitAnswer =
	| { answer: 'fits'; placement: Placement }
	/** No angle is left where it could. */
	| { answer: 'does-not-fit' }
	/** Some angles are left, each less than `finestHalfWidth` wide: it fits, or lacks less than `by` metres. */
	| { answer: 'undecided'; by: number };

/** Half of the narrowest interval of angles that is looked at: a quarter of a degree. */
const finestHalfWidth = (0.25 * Math.PI) / 180;
/** In wider intervals the building itself is not tried: most of them are discarded, or halved anyway. */
const worthTrying = (3 * Math.PI) / 180;
const firstIntervals = 8;
const longestEdges = 4;

/** Directions of the shape's edges and their normals, those of most length first, in radians within half a turn. */
export function edgeAngles(rings: readonly Vertex[][], count = longestEdges): number[] {
	const lengths = new Map<number, { length: number; longest: number; angle: number }>();
	for (const ring of rings)
		ring.forEach((vertex, at) => {
			const next = ring[(at + 1) % ring.length] ?? vertex;
			const length = Math.hypot(next.x - vertex.x, next.y - vertex.y);
			const angle = quarter(Math.atan2(next.y - vertex.y, next.x - vertex.x));
			const key = Math.round((angle * 180) / Math.PI / 0.02);
			const known = lengths.get(key) ?? { length: 0, longest: 0, angle };
			lengths.set(key, {
				length: known.length + length,
				longest: Math.max(known.longest, length),
				angle: length > known.longest ? angle : known.angle
			});
		});
	const sorted = [...lengths.values()].sort((one, other) => other.length - one.length);
	return sorted.slice(0, count).flatMap(({ angle }) => [angle, angle + Math.PI / 2]);
}

function quarter(angle: number): number {
	const turned = angle % (Math.PI / 2);
	return turned < 0 ? turned + Math.PI / 2 : turned;
}

/**
 * What all rectangles turned by at most `half` about one centre have in common, upright; null where that is nothing.
 * @param half in radians, less than an eighth of a turn
 */
export function commonCore(
	length: number,
	width: number,
	half: number
): [length: number, width: number] | null {
	const [cos, sin, cosTwice] = [Math.cos(half), Math.sin(half), Math.cos(2 * half)];
	const long = (length * cos - width * sin) / cosTwice;
	const short = (width * cos - length * sin) / cosTwice;
	if (long <= 0 || short <= 0) return null;
	// A slender core reaches furthest before it is turned all the way.
	const [most, least] = [Math.max(long, short), Math.min(long, short)];
	if (least >= most * Math.tan(half)) return [long, short];
	const side = Math.max(length, width);
	const reach = Math.sqrt(side * side - least * least);
	return long > short ? [Math.min(long, reach), short] : [long, Math.min(short, reach)];
}

interface Interval {
	angle: number;
	half: number;
}

/**
 * Whether a building fits anywhere in a shape: its longest edges first, then every angle by halving intervals.
 * A yes is confirmed on the shape; a no holds for every angle.
 */
export function fit(ground: FitGround, footprint: Footprint): FitAnswer {
	const sides = freeSides(footprint);
	if (ground.shape.rings.length === 0) return { answer: 'does-not-fit' };
	for (const angle of edgeAngles(ground.shape.rings)) {
		const placement = fitsAt(ground, footprint, angle);
		if (placement) return { answer: 'fits', placement };
	}
	const half = Math.PI / (2 * firstIntervals);
	let intervals: Interval[] = Array.from({ length: firstIntervals }, (_, at) => ({
		angle: (2 * at + 1) * half,
		half
	}));
	let by = 0;
	while (intervals.length > 0) {
		const halves: Interval[] = [];
		for (const interval of intervals) {
			const core = commonCore(...sides, interval.half);
			if (core && !mayStand(ground, interval.angle, core)) continue;
			const placement =
				core && interval.half < worthTrying && fitsAt(ground, footprint, interval.angle);
			if (placement) return { answer: 'fits', placement };
			if (core && interval.half < finestHalfWidth) {
				by = Math.max(by, (sides[0] - core[0]) / 100, (sides[1] - core[1]) / 100);
				continue;
			}
			const quarterWidth = interval.half / 2;
			halves.push(
				{ angle: interval.angle - quarterWidth, half: quarterWidth },
				{ angle: interval.angle + quarterWidth, half: quarterWidth }
			);
		}
		intervals = halves;
	}
	return by > 0 ? { answer: 'undecided', by } : { answer: 'does-not-fit' };
}
