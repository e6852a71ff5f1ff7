import type { Box } from '#lib/domain/feature.ts';
import type { Segments } from './ring-segments.ts';

/**
 * The box of a polygon cut in cells × cells: which segments pass each cell, and how many cells of any
 * block are passed by one. Cell (column, row) has number row × cells + column.
 */
export interface PolygonGrid {
	cells: number;
	columnOf: (x: number) => number;
	rowOf: (y: number) => number;
	/** Segments of cell c: `segments[starts[c]]` to `segments[starts[c + 1]]` (excluded). */
	starts: Uint32Array;
	segments: Uint32Array;
	/** Cells passed by a segment among the columns [west, east] and rows [south, north]. */
	passedCells: (west: number, south: number, east: number, north: number) => number;
}

/** Segments are spread a little wider than they are, so that rounding never hides one from a cell. */
const slack = 1e-9;

export function polygonGrid(segments: Segments, box: Box, cells: number): PolygonGrid {
	const [west, south, east, north] = box;
	const perColumn = cells / (east - west || 1);
	const perRow = cells / (north - south || 1);
	const clamp = (cell: number) => (cell < 0 ? 0 : cell >= cells ? cells - 1 : cell);
	const columnOf = (x: number) => clamp(Math.floor((x - west) * perColumn));
	const rowOf = (y: number) => clamp(Math.floor((y - south) * perRow));
	const passed: Passed = { cells: [], segments: [] };
	const [margin, height] = [slack / perColumn, 1 / perRow];
	for (let at = 0; at < segments.length; at += 4) {
		const ax = segments[at] as number;
		const ay = segments[at + 1] as number;
		const bx = segments[at + 2] as number;
		const by = segments[at + 3] as number;
		const [least, most] = [Math.min(ay, by), Math.max(ay, by)];
		const lastRow = rowOf(most + slack * height);
		for (let row = rowOf(least - slack * height); row <= lastRow; row += 1) {
			// The part of the segment between the row's two heights.
			const low = Math.max(least, south + (row - slack) * height);
			const high = Math.min(most, south + (row + 1 + slack) * height);
			const one = ay === by ? ax : ax + ((low - ay) / (by - ay)) * (bx - ax);
			const other = ay === by ? bx : ax + ((high - ay) / (by - ay)) * (bx - ax);
			const lastColumn = columnOf(Math.max(one, other) + margin);
			for (
				let column = columnOf(Math.min(one, other) - margin);
				column <= lastColumn;
				column += 1
			) {
				passed.cells.push(row * cells + column);
				passed.segments.push(at / 4);
			}
		}
	}
	const { starts, listed } = listByCell(passed, cells * cells);
	return { cells, columnOf, rowOf, starts, segments: listed, passedCells: counter(starts, cells) };
}

/** Cells that segments pass, one entry each time a segment passes one. */
interface Passed {
	cells: number[];
	segments: number[];
}

function listByCell({ cells, segments }: Passed, all: number) {
	const starts = new Uint32Array(all + 1);
	for (const cell of cells) starts[cell + 1] = (starts[cell + 1] as number) + 1;
	for (let cell = 0; cell < all; cell += 1)
		starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
	const next = starts.slice();
	const listed = new Uint32Array(cells.length);
	for (let at = 0; at < cells.length; at += 1) {
		const cell = cells[at] as number;
		listed[next[cell] as number] = segments[at] as number;
		next[cell] = (next[cell] as number) + 1;
	}
	return { starts, listed };
}

/** Counts passed cells of any block in four look-ups (a summed-area table). */
function counter(starts: Uint32Array, cells: number): PolygonGrid['passedCells'] {
	const width = cells + 1;
	const sums = new Uint32Array(width * width);
	for (let row = 0; row < cells; row += 1)
		for (let column = 0; column < cells; column += 1) {
			const cell = row * cells + column;
			const passed = (starts[cell + 1] as number) > (starts[cell] as number) ? 1 : 0;
			sums[(row + 1) * width + column + 1] =
				passed +
				(sums[row * width + column + 1] as number) +
				(sums[(row + 1) * width + column] as number) -
				(sums[row * width + column] as number);
		}
	return (west, south, east, north) =>
		(sums[(north + 1) * width + east + 1] as number) -
		(sums[south * width + east + 1] as number) -
		(sums[(north + 1) * width + west] as number) +
		(sums[south * width + west] as number);
}
