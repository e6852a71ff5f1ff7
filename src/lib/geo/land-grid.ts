import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox, unionOfBoxes } from './bounding-box.ts';

/** Cells a side: a territory of 100 km has cells of some 400 m. */
const side = 256;

/** Whose ground lies where, coarsely: made once, asked often. */
export interface LandGrid {
	/** Cells of a box in degrees whose middle lies in a surface other than `own`. */
	cellsOfOthers(own: number, box: Box): number;
}

/** Lays surfaces that do not overlap out on a grid. */
export function landGrid(surfaces: readonly (Polygon | MultiPolygon)[]): LandGrid {
	const [west, south, east, north] = unionOfBoxes(surfaces.map(boundingBox)) ?? [0, 0, 1, 1];
	const [width, height] = [(east - west) / side, (north - south) / side];
	const toCells = ([lng = 0, lat = 0]: Position): [number, number] => [
		(lng - west) / width,
		(lat - south) / height
	];
	const sums = surfaces.map((surface) => summed(cellsIn(surface, toCells)));
	const cell = (value: number) => Math.min(side, Math.max(0, Math.round(value)));
	return {
		cellsOfOthers: (own, box) => {
			const [left, bottom] = toCells([box[0], box[1]]).map(cell) as [number, number];
			const [right, top] = toCells([box[2], box[3]]).map(cell) as [number, number];
			return sums.reduce(
				(all, sum, index) =>
					index === own || right <= left || top <= bottom
						? all
						: all + within(sum, left, bottom, right, top),
				0
			);
		}
	};
}

/** 1 for each cell whose middle lies in a surface, by the rows that its segments cross. */
function cellsIn(
	surface: Polygon | MultiPolygon,
	toCells: (position: Position) => [number, number]
): Uint8Array {
	const crossings: number[][] = Array.from({ length: side }, () => []);
	const rings = surface.type === 'Polygon' ? surface.coordinates : surface.coordinates.flat();
	for (const ring of rings) {
		const corners = ring.map(toCells);
		corners.slice(1).forEach(([x, y], index) => {
			const [fromX, fromY] = corners[index] as [number, number];
			const [low, high] = [Math.min(fromY, y), Math.max(fromY, y)];
			for (let row = Math.ceil(low - 0.5); row + 0.5 < high; row += 1)
				crossings[row]?.push(fromX + ((row + 0.5 - fromY) / (y - fromY)) * (x - fromX));
		});
	}
	const cells = new Uint8Array(side * side);
	crossings.forEach((found, row) => {
		found.sort((a, b) => a - b);
		for (let at = 0; at + 1 < found.length; at += 2)
			cells.fill(
				1,
				row * side + Math.max(0, Math.ceil((found[at] as number) - 0.5)),
				row * side + Math.min(side, Math.ceil((found[at + 1] as number) - 0.5))
			);
	});
	return cells;
}

/** Sums of all cells below and left of each corner, so that any box is counted by four of them. */
function summed(cells: Uint8Array): Uint32Array {
	const sums = new Uint32Array((side + 1) * (side + 1));
	for (let row = 0; row < side; row += 1) {
		let sum = 0;
		for (let column = 0; column < side; column += 1) {
			sum += cells[row * side + column] as number;
			sums[(row + 1) * (side + 1) + column + 1] =
				sum + (sums[row * (side + 1) + column + 1] as number);
		}
	}
	return sums;
}

function within(sums: Uint32Array, left: number, bottom: number, right: number, top: number) {
	const at = (column: number, row: number) => sums[row * (side + 1) + column] as number;
	return at(right, top) - at(left, top) - at(right, bottom) + at(left, bottom);
}
