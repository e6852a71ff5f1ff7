import type { MapFrame } from '#lib/documents/map-frame.ts';
import { tileCover } from '#lib/documents/tile-cover.ts';
import { drawTiles } from '#lib/documents/tile-drawing.ts';
import { rasterOf, type OnlineBaseMap } from '#lib/map/base-maps.ts';
import { ownBaseMapLayers } from '#lib/map/own-base-map.ts';
import { paletteOf } from '#lib/map/palette.ts';
import { zoomOf } from '#lib/map/scale-of.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { baseMapPictures } from '#lib/server/ground/base-map-pictures.ts';
import { ownTiles, type OwnTiles } from '#lib/server/ground/own-base-map.ts';
import type { MapSheetParts } from '#lib/server/documents/map-sheet.ts';
import type { BaseMap } from '#lib/state/layer-choice.svelte.ts';

/** What lies under the layers of a sheet, and what the sheet says of it. */
export interface SheetGround {
	/** Null where the ground is our own. */
	base: MapSheetParts['base'];
	notes: string[];
}

const names: Record<OnlineBaseMap, () => string> = {
	plan: m.listing_base_plan,
	orthophotos: m.listing_base_orthophotos
};

/** The base map that the screen shows where it can be printed, else our own and the reason. */
export async function sheetGround(
	base: BaseMap | null,
	frame: MapFrame,
	onPaper: boolean
): Promise<SheetGround> {
	if (base === null || base === 'built-in') return drawn();
	if (base === 'own') return ownGround(frame);
	const raster = rasterOf(base);
	if (raster === null) return drawn();
	const found = await baseMapPictures({ base, frame, mostZoom: raster.maxZoom, onPaper });
	const name = names[base]();
	if (found === 'off') return drawn(m.map_sheet_base_off({ base: name }));
	if (found === 'silent') return drawn(m.map_sheet_base_silent({ base: name }));
	return {
		base: {
			...{ kind: 'pictures', opacity: raster.paint['raster-opacity'] },
			pictures: found.pictures
		},
		notes: [
			m.map_sheet_base_pictures({ base: name, owner: raster.attribution }),
			...(found.complete ? [] : [m.map_sheet_base_partial()])
		]
	};
}

/** Our own ground. @param why it takes the place of what was asked */
const drawn = (why?: string): SheetGround => ({
	base: null,
	notes: [...(why === undefined ? [] : [why]), m.map_sheet_base()]
});

/** Tiles of the operator's base map on one sheet: a large sheet has some twenty. */
const mostTiles = 48;
/** Length of the drawing: what is longer is drawn by tiles of a farther zoom, which have less in them. */
const mostCharacters = 2_500_000;
/** Zooms that are tried. */
const mostTries = 3;

/** The operator's own base map, drawn as the screen draws it, in the colours of paper. */
async function ownGround(frame: MapFrame): Promise<SheetGround> {
	try {
		const own = await ownTiles();
		if (own === null) return drawn(m.map_sheet_base_own_none());
		const layers = ownBaseMapLayers(paletteOf('light'), getLocale());
		const found = await drawnTiles(own, frame, layers);
		if (found === null) return drawn(m.map_sheet_base_own_large());
		const owner = own.attribution;
		return {
			base: { kind: 'drawn', svg: found.svg, labels: found.labels },
			notes: [
				owner === '' ? m.map_sheet_base_own() : m.map_sheet_base_own_of({ owner }),
				...(found.complete ? [] : [m.map_sheet_base_partial()])
			]
		};
	} catch (fault) {
		console.error('Fond de carte de l’exploitant :', fault);
		return drawn(m.map_sheet_base_own_unread());
	}
}

/** Null where even the farthest zoom that is tried has too much in it. */
async function drawnTiles(
	own: OwnTiles,
	frame: MapFrame,
	layers: ReturnType<typeof ownBaseMapLayers>
) {
	const zoom = zoomOf(frame.metresPerPixel, (frame.box[1] + frame.box[3]) / 2);
	let mostZoom = own.mostZoom;
	for (let tried = 0; tried < mostTries; tried += 1) {
		const cover = tileCover(frame, { finer: -1, mostZoom, mostTiles });
		const read = await own.read(cover);
		const tiles = cover.flatMap((placed, at) => {
			const bytes = read[at];
			return bytes ? [{ ...placed, bytes }] : [];
		});
		const found = drawTiles({ tiles, layers, zoom, frame, mostCharacters });
		if (found !== null) return { ...found, complete: tiles.length === cover.length };
		mostZoom = (cover[0]?.z ?? 1) - 1;
	}
	return null;
}
