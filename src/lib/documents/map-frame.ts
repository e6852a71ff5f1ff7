import type { Position } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { fromLambert93, toLambert93 } from '#lib/geo/lambert-93.ts';
import { roundLength } from '#lib/ui/round-length.ts';

/** What a map shows of the ground: a rectangle of Lambert-93, so that its scale is the same everywhere on it. */
export interface MapFrame {
	/** In pixels. */
	width: number;
	height: number;
	metresPerPixel: number;
	/** What it shows, in degrees. */
	box: Box;
	/** Where a position in degrees stands, in pixels from the upper left. */
	place: (position: Position) => [x: number, y: number];
	/** The same of a whole line; a line that is drawn on many maps is projected once. */
	placeLine: (line: readonly Position[]) => [x: number, y: number][];
}

const projected = new WeakMap<readonly Position[], readonly Position[]>();

function inLambert93(line: readonly Position[]): readonly Position[] {
	const known = projected.get(line);
	if (known) return known;
	const made = line.map(toLambert93);
	projected.set(line, made);
	return made;
}

interface FrameOptions {
	/** What must be seen, in degrees. */
	box: Box;
	width: number;
	height: number;
	/** Ground around it on each side, as a part of its own size. */
	margin: number;
	/** The least that is shown across, in metres. */
	leastMetres: number;
}

/** The frame that shows a box whole, in its middle. */
export function mapFrame({ box, width, height, margin, leastMetres }: FrameOptions): MapFrame {
	const [west, south, east, north] = box;
	const corners = [
		[west, south],
		[east, south],
		[east, north],
		[west, north]
	].map((corner) => toLambert93(corner));
	const xs = corners.map(([x = 0]) => x);
	const ys = corners.map(([, y = 0]) => y);
	const [left, right] = [Math.min(...xs), Math.max(...xs)];
	const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
	const grow = 1 + 2 * margin;
	const metresPerPixel = Math.max(
		((right - left) * grow) / width,
		((top - bottom) * grow) / height,
		leastMetres / width
	);
	return frameAt([(left + right) / 2, (bottom + top) / 2], { width, height, metresPerPixel });
}

/**
 * The frame around a place at a scale.
 * @param middle easting and northing in metres of Lambert-93
 */
export function frameAt(
	[middleX = 0, middleY = 0]: Position,
	{ width, height, metresPerPixel }: Pick<MapFrame, 'width' | 'height' | 'metresPerPixel'>
): MapFrame {
	const [aside, up] = [(width / 2) * metresPerPixel, (height / 2) * metresPerPixel];
	const corners = [
		[-aside, -up],
		[aside, -up],
		[aside, up],
		[-aside, up]
	].map(([x = 0, y = 0]) => fromLambert93([middleX + x, middleY + y]));
	const [lngs, lats] = [corners.map(([lng = 0]) => lng), corners.map(([, lat = 0]) => lat)];
	const onMap = ([x = 0, y = 0]: Position): [number, number] => [
		width / 2 + (x - middleX) / metresPerPixel,
		height / 2 - (y - middleY) / metresPerPixel
	];
	return {
		...{ width, height, metresPerPixel },
		box: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)],
		place: (position) => onMap(toLambert93(position)),
		placeLine: (line) => inLambert93(line).map(onMap)
	};
}

/** The longest round length that takes at most so much of the frame's width. */
export function scaleLength(
	{ width, metresPerPixel }: MapFrame,
	most: number
): { metres: number; pixels: number } {
	const metres = Math.max(1, roundLength(width * most * metresPerPixel));
	return { metres, pixels: metres / metresPerPixel };
}
