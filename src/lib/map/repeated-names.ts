import type { Box, LngLat } from '#lib/domain/feature.ts';
import type { NearFrame } from './near-frame.ts';

/** Zooms whose tiles say again on what ground one is: from farther the names themselves are near enough. */
export const repeatedZooms = [12, 13, 14, 15, 16, 17, 18, 19] as const;
/** Pixels between two names on a tile of a whole zoom; half a zoom nearer they are farther apart. */
const spacing = { across: 520, down: 320 };
/** Pixels around the name itself that need none again. */
const ownRoom = 150;

export interface RepeatedName {
	/** Index of the area. */
	area: number;
	point: LngLat;
	/** The whole zoom that it is for. */
	zoom: number;
}

const degreesPerPixel = (zoom: number) => 360 / (512 * 2 ** zoom);

/**
 * Places in a frame where the name of the area is said again, on a grid that stays where it is as the map moves: a
 * screen that shows nothing but the inside of an area still says which.
 * @param areaAt index of the area that holds a point, -1 for none
 * @param named the place of each area's own name
 */
export function repeatedNames(
	{ box, zoom: frameZoom }: NearFrame,
	areaAt: (lng: number, lat: number) => number,
	named: readonly (LngLat | null)[]
): RepeatedName[] {
	// A frame is kept while the map comes nearer by two zooms, or goes back by one.
	const zooms = repeatedZooms.filter(
		(zoom) => zoom >= Math.floor(frameZoom) - 1 && zoom < frameZoom + 2
	);
	return zooms.flatMap((zoom) => {
		const grid = gridAt(zoom, (box[1] + box[3]) / 2);
		return pointsIn(grid, box, areaAt).flatMap((point) => {
			const area = areaAt(...point);
			const own = named[area];
			const isNear = own && pixelsBetween(own, point, zoom) < ownRoom;
			return area < 0 || isNear ? [] : [{ area, point, zoom }];
		});
	});
}

interface Grid {
	/** Degrees between two points. */
	across: number;
	down: number;
}

/** Rows keep their distance on the screen: a degree of latitude is drawn longer than one of longitude. */
function gridAt(zoom: number, lat: number): Grid {
	const degrees = degreesPerPixel(zoom);
	return { across: spacing.across * degrees, down: spacing.down * degrees * shrinkAt(lat) };
}

/** The points of a grid in a box; along an edge, where one of the next lies in no area, those between them too. */
function pointsIn(
	{ across, down }: Grid,
	[west, south, east, north]: Box,
	areaAt: (lng: number, lat: number) => number
): LngLat[] {
	const points: LngLat[] = [];
	const isHeld = (column: number, row: number) => areaAt(column * across, row * down) >= 0;
	for (let row = Math.ceil((2 * south) / down) / 2; row * down <= north; row += 0.5)
		for (let column = Math.ceil((2 * west) / across) / 2; column * across <= east; column += 0.5) {
			const columns = [Math.floor(column), Math.ceil(column)];
			const rows = [Math.floor(row), Math.ceil(row)];
			const isBetween = column % 1 !== 0 || row % 1 !== 0;
			if (isBetween && columns.every((x) => rows.every((y) => isHeld(x, y)))) continue;
			points.push([column * across, row * down]);
		}
	return points;
}

/** Of a whole degree, so that the rows do not move with the frame. */
const shrinkAt = (lat: number) => Math.cos((Math.round(lat) * Math.PI) / 180);

function pixelsBetween([x, y]: LngLat, [lng, lat]: LngLat, zoom: number): number {
	return Math.hypot(lng - x, (lat - y) / shrinkAt(lat)) / degreesPerPixel(zoom);
}
