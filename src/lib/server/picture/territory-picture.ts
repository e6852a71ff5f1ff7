import type { MultiPolygon, Polygon } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { accentTint } from '#lib/domain/ground-colours.ts';
import { stageTints } from '#lib/domain/meaning-colours.ts';
import { isOnSale, stageGroupOf } from '#lib/domain/plot.ts';
import { boxesMeet } from '#lib/geo/bounding-box.ts';
import { pictureOf, type Picture } from '#lib/geo/outline-path.ts';
import type { Atlas, PlacedPlot } from '#lib/search/atlas.ts';
import { Raster, type Point } from './raster.ts';

/** What networks show of a link, in pixels. */
const [width, height] = [1200, 630];
const colours = { ground: '#F1EDE5', paper: '#FAF8F4', line: '#8A8175', chosen: accentTint.light };
/** Degrees around a plot that are shown, as a part of its own size. */
const around = 0.9;
/** Below so many pixels a plot is a dot. */
const smallestArea = 6;

/** A picture of the territory with its plots, or of one plot where it lies, as PNG; null where no contour is known. */
export function territoryPicture(
	atlas: Atlas,
	bounds: Box | null,
	chosen: PlacedPlot | null
): Uint8Array | null {
	const shown = chosen === null ? bounds : grown(chosen.box, around);
	if (shown === null) return null;
	const frame = fitted(shown);
	const picture = pictureOf(frame, width);
	const raster = new Raster(width, height, colours.ground);
	const ringsOf = (surface: Polygon | MultiPolygon) => rings(surface, picture);
	for (const { geometry } of atlas.epci) {
		if (geometry === null) continue;
		raster.fill(ringsOf(geometry), colours.paper);
		for (const ring of ringsOf(geometry)) raster.stroke(ring, 3, colours.line);
	}
	for (const { geometry } of chosen === null ? [] : atlas.sites)
		raster.fill(ringsOf(geometry), colours.line, 0.18);
	// What can be had comes last, and so on top.
	const onTop = ({ plot }: PlacedPlot) => Number(isOnSale(plot));
	for (const { plot, box, centre } of atlas.placedPlots.toSorted((a, b) => onTop(a) - onTop(b))) {
		if (!boxesMeet(box, frame)) continue;
		const colour = stageTints[stageGroupOf(plot.saleStage)].light;
		const [west, east] = [picture.place([box[0], 0])[0], picture.place([box[2], 0])[0]];
		if (east - west < smallestArea) raster.disc(picture.place(centre), 5, colour);
		else raster.fill(ringsOf(plot.geometry), colour, 0.55);
	}
	for (const ring of chosen === null ? [] : ringsOf(chosen.plot.geometry))
		raster.stroke(ring, 6, colours.chosen);
	return raster.png();
}

function rings(surface: Polygon | MultiPolygon, { place }: Picture): Point[][] {
	const polygons = surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	return polygons.flat().map((ring) => ring.slice(0, -1).map(place));
}

function grown([west, south, east, north]: Box, share: number): Box {
	const [lng, lat] = [(east - west) * share, (north - south) * share];
	return [west - lng, south - lat, east + lng, north + lat];
}

/** The box in the proportions of the picture, at its latitude, with a little air. */
function fitted(box: Box): Box {
	const [west, south, east, north] = grown(box, 0.06);
	const stretch = 1 / Math.cos(((south + north) / 2) * (Math.PI / 180));
	const degrees = Math.max(east - west, ((north - south) * stretch * width) / height);
	const [lng, lat] = [(west + east) / 2, (south + north) / 2];
	const half = (degrees * height) / width / stretch / 2;
	return [lng - degrees / 2, lat - half, lng + degrees / 2, lat + half];
}
