import type { Box } from '#lib/domain/feature.ts';

/** Segments in one array: four numbers each, from (x, y) to (x, y). */
export type Segments = Float64Array;

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
	const [margin, height] = [slack / perColumn, 1 / perRow];
	const visit = (onCell: (cell: number, segment: number) => void) => {
		for (let segment = 0; 4 * segment < segments.length; segment += 1) {
			const ax = segments[4 * segment] as number;
			const ay = segments[4 * segment + 1] as number;
			const bx = segments[4 * segment + 2] as number;
			const by = segments[4 * segment + 3] as number;
			const lastRow = rowOf(Math.max(ay, by) + slack * height);
			for (let row = rowOf(Math.min(ay, by) - slack * height); row <= lastRow; row += 1) {
				const low = south + (row - slack) * height;
				const [from, to] = spanInRow(ax, ay, bx, by, low, low + (1 + 2 * slack) * height);
				const lastColumn = columnOf(to + margin);
				for (let column = columnOf(from - margin); column <= lastColumn; column += 1)
					onCell(row * cells + column, segment);
			}
		}
	};
	const { starts, listed } = listByCell(visit, cells * cells);
	return { cells, columnOf, rowOf, starts, segments: listed, passedCells: counter(starts, cells) };
}

/** Least and greatest x of the part of a segment between two heights. */
function spanInRow(
	ax: number,
	ay: number,
	bx: number,
	by: number,
	low: number,
	high: number
): [from: number, to: number] {
	const at = (y: number) => {
		const clamped = Math.min(Math.max(y, Math.min(ay, by)), Math.max(ay, by));
		return ay === by ? ax : ax + ((clamped - ay) / (by - ay)) * (bx - ax);
	};
	if (ay === by) return [Math.min(ax, bx), Math.max(ax, bx)];
	const [one, other] = [at(low), at(high)];
	return one < other ? [one, other] : [other, one];
}

function listByCell(visit: (onCell: (cell: number, segment: number) => void) => void, all: number) {
	const starts = new Uint32Array(all + 1);
	visit((cell) => (starts[cell + 1] = (starts[cell + 1] as number) + 1));
	for (let cell = 0; cell < all; cell += 1)
		starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
	const next = starts.slice();
	const listed = new Uint32Array(starts[all] as number);
	visit((cell, segment) => {
		listed[next[cell] as number] = segment;
		next[cell] = (next[cell] as number) + 1;
	});
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
