import type { Box } from '#lib/domain/feature.ts';
import { unionOfBoxes } from '#lib/geo/bounding-box.ts';

// The packed Hilbert R-tree of https://github.com/flatgeobuf/flatgeobuf/blob/master/src/cpp/packedrtree.cpp, which a
// reader walks from the root by asking for parts of the file.

/** Children of a node. */
export const nodeSize = 16;
const nodeBytes = 40;
const hilbertMost = 2 ** 16 - 1;

/** A feature as it was written: where it begins and how long it is, in bytes. */
export interface Piece {
	begin: number;
	length: number;
}

/** The same, with the box of its place. */
export interface Placed extends Piece {
	box: Box;
}

/** The box around so many boxes, at least one, that they are no arguments of one call. */
export function boxAround(boxes: readonly Box[]): Box {
	const [first = [0, 0, 0, 0], ...others] = boxes;
	return others.reduce<Box>((all, box) => unionOfBoxes([all, box]) ?? all, [...first]);
}

/** Place of a cell on the Hilbert curve that fills a square of 65,536 by 65,536 cells. */
function hilbert(column: number, row: number): number {
	let [x, y, place] = [column, row, 0];
	for (let side = 2 ** 15; side > 0; side = Math.floor(side / 2)) {
		const [right, above] = [(x & side) > 0, (y & side) > 0];
		place += side * side * (right ? (above ? 2 : 3) : above ? 1 : 0);
		if (!above) {
			if (right) [x, y] = [hilbertMost - x, hilbertMost - y];
			[x, y] = [y, x];
		}
	}
	return place;
}

/** The order in which features lie near each other in the file as on the ground. */
export function nearEachOther<One extends Placed>(placed: readonly One[]): One[] {
	const all = boxAround(placed.map(({ box }) => box));
	const cell = (low: number, high: number, from: number, to: number) =>
		to > from ? Math.floor((hilbertMost * ((low + high) / 2 - from)) / (to - from)) : 0;
	return placed
		.map((one) => {
			const [west, south, east, north] = one.box;
			const place = hilbert(cell(west, east, all[0], all[2]), cell(south, north, all[1], all[3]));
			return { one, place };
		})
		.sort((a, b) => a.place - b.place)
		.map(({ one }) => one);
}

/** How many nodes each level has, the leaves first, the root last. */
function levelsOf(count: number): number[] {
	const levels = [count];
	do levels.push(Math.ceil((levels.at(-1) ?? 1) / nodeSize));
	while (levels.at(-1) !== 1);
	return levels;
}

/**
 * The tree over features that follow one another in the given order: the root first, the leaves last. A leaf says where
 * its feature begins among the features, in bytes; another node which is the first of its children.
 * @param placed at least one, in the order of the file
 */
export function packedTree(placed: readonly Placed[]): Uint8Array {
	const levels = levelsOf(placed.length);
	const nodes = levels.reduce((sum, level) => sum + level, 0);
	const bytes = Buffer.alloc(nodes * nodeBytes);
	const write = (node: number, [west, south, east, north]: Box, points: number) => {
		[west, south, east, north].forEach((side, at) =>
			bytes.writeDoubleLE(side, node * nodeBytes + 8 * at)
		);
		bytes.writeBigUInt64LE(BigInt(points), node * nodeBytes + 32);
	};
	let first = nodes - placed.length;
	let offset = 0;
	placed.forEach(({ box, length }, at) => {
		write(first + at, box, offset);
		offset += length;
	});
	let below = placed.map(({ box }) => box);
	for (const level of levels.slice(1)) {
		const begin = first - level;
		const boxes = Array.from({ length: level }, (_, at) => {
			const children = below.slice(at * nodeSize, (at + 1) * nodeSize);
			const box = boxAround(children);
			write(begin + at, box, first + at * nodeSize);
			return box;
		});
		[first, below] = [begin, boxes];
	}
	return bytes;
}
