import type { LngLat } from '#lib/domain/feature.ts';
import type { LandGrid } from '#lib/geo/land-grid.ts';

type Anchor = 'center' | 'left' | 'right' | 'top' | 'bottom';
/** Where a name may stand, as MapLibre's `text-variable-anchor-offset` takes it: anchors, each with its offset in em. */
export type AnchorOffsets = (Anchor | [number, number])[];

/** Size of a name in px by zoom, interpolated between these. */
export const nameSizes: readonly (readonly [zoom: number, size: number])[] = [
	[7, 10.5],
	[8.2, 13],
	[11, 18]
];
export const nameLineHeight = 1.15;
export const nameLetterSpacing = 0.04;

/** Longest line of a name, in em: on a small map it takes another line rather than leave it. */
export const nameLines = { small: 7.3, from: 7.8, large: 9 } as const;

/** Mean width of a letter, in em, rather too much. */
const letterWidth = 0.54;
/** Zooms at which a place is tried: a tile of a whole zoom is shown until the next. */
const withinTile = [0, 0.25, 0.5, 0.75, 1];
const mostPlaces = 24;

/** In its middle, else beside it, else farther off, until the rings of firms leave room. */
const places: readonly (readonly [Anchor, [number, number]])[] = [
	['center', [0, 0]],
	...[1.2, 2.5, 4, 6, 8.5].flatMap((away): [Anchor, [number, number]][] => [
		['top', [0, away]],
		['bottom', [0, -away]],
		['left', [away, 0]],
		['right', [-away, 0]],
		['left', [0.7 * away, 0.7 * away]],
		['right', [-0.7 * away, 0.7 * away]],
		['left', [0.7 * away, -0.7 * away]],
		['right', [-0.7 * away, -0.7 * away]]
	])
];

function sizeAt(zoom: number): number {
	const above = nameSizes.findIndex(([from]) => from > zoom);
	if (above === 0) return nameSizes[0]?.[1] ?? 0;
	const [one, other] = [nameSizes.at(above - 1), nameSizes[above]];
	if (!one || !other) return nameSizes.at(-1)?.[1] ?? 0;
	return one[1] + ((zoom - one[0]) / (other[0] - one[0])) * (other[1] - one[1]);
}

/** Width and height of a name in em, as its lines are broken. */
function extentOf(name: string, zoom: number): [width: number, height: number] {
	const widthOf = (text: string) => text.length * (letterWidth + nameLetterSpacing);
	const longest = zoom < nameLines.from ? nameLines.small : nameLines.large;
	const lines = Math.ceil(widthOf(name) / longest);
	const words = name.split(/[\s-]/).map(widthOf);
	const width = Math.max(...words, lines === 1 ? widthOf(name) : longest);
	return [width, lines * nameLineHeight];
}

const worldPixels = (zoom: number) => 512 * 2 ** zoom;
const mercatorY = (lat: number) =>
	(180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))) / 360;
const latitudeOf = (y: number) =>
	(360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;

/** Cells of others' ground under a name that stands at a place, at one zoom. */
type Covered = (place: readonly [Anchor, readonly [number, number]]) => number;

function coveredAt(
	grid: LandGrid,
	own: number,
	{ name, point: [lng, lat] }: { name: string; point: LngLat },
	zoom: number
): Covered {
	const em = sizeAt(zoom) / worldPixels(zoom);
	const [width, height] = extentOf(name, zoom);
	const y = mercatorY(lat);
	return ([anchor, offset]) => {
		const left = offset[0] - (anchor === 'left' ? 0 : anchor === 'right' ? width : width / 2);
		const top = offset[1] - (anchor === 'top' ? 0 : anchor === 'bottom' ? height : height / 2);
		return grid.cellsOfOthers(own, [
			lng + left * em * 360,
			latitudeOf(y + (top + height) * em),
			lng + (left + width) * em * 360,
			latitudeOf(y + top * em)
		]);
	};
}

/** The most that is covered at any zoom; once it is more than is of use, how much more is not counted. */
function mostCovered(
	zooms: readonly Covered[],
	place: Parameters<Covered>[0],
	useful: number
): number {
	let most = 0;
	for (const covered of zooms) {
		most = Math.max(most, covered(place));
		if (most > useful) break;
	}
	return most;
}

/**
 * Places for a name on tiles of a zoom that cover no ground of others, the nearest first; where there is none, those
 * that cover least of it.
 */
export function placesOfName(
	grid: LandGrid,
	own: number,
	named: { name: string; point: LngLat },
	tileZoom: number
): AnchorOffsets {
	const zooms = withinTile.map((more) => coveredAt(grid, own, named, tileZoom + more));
	let least = Number.POSITIVE_INFINITY;
	let best: AnchorOffsets[] = [];
	for (const place of places) {
		const covered = mostCovered(zooms, place, least);
		if (covered > least) continue;
		if (covered < least) best = [];
		least = covered;
		best.push([...place]);
		if (least === 0 && best.length === mostPlaces) break;
	}
	return best.slice(0, mostPlaces).flat();
}
