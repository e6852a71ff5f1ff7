import type { MapFrame } from './map-frame.ts';

/** Pixels of a tile's side, in the grid of Web Mercator that all online base maps share (`PM` of WMTS). */
export const tileSide = 256;
/** Metres that a pixel of the one tile of zoom 0 covers on the equator. */
const widestPixel = 40_075_016.686 / tileSide;
/** A tile of a farther zoom is so wide that it would have to be bent. */
const leastZoom = 7;

/** A tile by its numbers, and how it is laid on a map. */
export interface PlacedTile {
	z: number;
	x: number;
	y: number;
	/** From its own pixels to those of the map, as SVG writes a matrix. */
	matrix: readonly number[];
}

interface TileCover {
	/**
	 * Steps of zoom beyond the one whose pixels are as large as the map's: 0 keeps the names in a picture readable, vector
	 * tiles are of 512 pixels (-1).
	 */
	finer: -1 | 0 | 1;
	/** The nearest zoom that there is. */
	mostZoom: number;
	/** Tiles at most: the zoom goes back until they suffice. */
	mostTiles: number;
}

/**
 * The tiles that cover a map in Lambert-93. Either projection keeps angles, so that a single tile is turned and scaled
 * alone: what this leaves out is less than a pixel wherever a map shows less than a whole country.
 */
export function tileCover(
	frame: MapFrame,
	{ finer, mostZoom, mostTiles }: TileCover
): PlacedTile[] {
	const [, south, , north] = frame.box;
	const pixel = widestPixel * Math.cos((((south + north) / 2) * Math.PI) / 180);
	const asLarge = Math.round(Math.log2(pixel / frame.metresPerPixel));
	const wanted = Math.max(leastZoom, Math.min(mostZoom, asLarge + finer));
	for (let z = wanted; z > 0; z -= 1) {
		const tiles = tilesAt(frame, z, mostTiles);
		if (tiles !== null) return tiles;
	}
	return [];
}

/** Those of a zoom that lie on the map; null for more than may be. */
function tilesAt(frame: MapFrame, z: number, most: number): PlacedTile[] | null {
	const [west, south, east, north] = frame.box;
	const [left, right] = [column(west, z), column(east, z)];
	const [top, bottom] = [row(north, z), row(south, z)];
	const tiles: PlacedTile[] = [];
	// One more on each side: a parallel is bent on the map, and its box is that of the corners.
	for (let y = top - 1; y <= bottom + 1; y += 1)
		for (let x = left - 1; x <= right + 1; x += 1) {
			const matrix = matrixOf(frame, { z, x, y });
			if (!isOn(frame, matrix)) continue;
			if (tiles.length === most) return null;
			tiles.push({ z, x, y, matrix });
		}
	return tiles;
}

const column = (lng: number, z: number) => Math.floor(((lng + 180) / 360) * 2 ** z);

function row(lat: number, z: number): number {
	const up = Math.asinh(Math.tan((lat * Math.PI) / 180));
	return Math.floor(((1 - up / Math.PI) / 2) * 2 ** z);
}

/** The upper left corner of a tile, in degrees; what lies in it where x and y are no whole numbers. */
export function cornerOf({ z, x, y }: Omit<PlacedTile, 'matrix'>): [lng: number, lat: number] {
	const lng = (x / 2 ** z) * 360 - 180;
	const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
	return [lng, lat];
}

/** Around its middle, so that what it is wrong by at its edges is least. */
function matrixOf({ place }: MapFrame, { z, x, y }: Omit<PlacedTile, 'matrix'>): number[] {
	const at = (right: number, down: number) => place(cornerOf({ z, x: x + right, y: y + down }));
	const [[leftX, leftY], [rightX, rightY]] = [at(0, 0.5), at(1, 0.5)];
	const [[topX, topY], [bottomX, bottomY]] = [at(0.5, 0), at(0.5, 1)];
	const [middleX, middleY] = at(0.5, 0.5);
	const along = [(rightX - leftX) / tileSide, (rightY - leftY) / tileSide] as const;
	const down = [(bottomX - topX) / tileSide, (bottomY - topY) / tileSide] as const;
	const half = tileSide / 2;
	const corner = [
		middleX - (along[0] + down[0]) * half,
		middleY - (along[1] + down[1]) * half
	] as const;
	return [...along, ...down, ...corner];
}

/** Whether a tile shows anything within the edges of the map. */
function isOn({ width, height }: MapFrame, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: number[]) {
	const corners = [
		[0, 0],
		[tileSide, 0],
		[tileSide, tileSide],
		[0, tileSide]
	].map(([u = 0, v = 0]) => [a * u + c * v + e, b * u + d * v + f] as const);
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	return (
		Math.max(...xs) > 0 &&
		Math.min(...xs) < width &&
		Math.max(...ys) > 0 &&
		Math.min(...ys) < height
	);
}

/** The address of a tile, after the pattern of its service. */
export function tileAddress(pattern: string, { z, x, y }: Pick<PlacedTile, 'x' | 'y' | 'z'>) {
	return pattern.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
}
