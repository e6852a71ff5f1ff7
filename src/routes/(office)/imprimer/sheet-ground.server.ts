import type { MapFrame } from '#lib/documents/map-frame.ts';
import { rasterOf, type OnlineBaseMap } from '#lib/map/base-maps.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseMapPictures } from '#lib/server/ground/base-map-pictures.ts';
import type { MapSheetParts } from '#lib/server/documents/map-sheet.ts';
import type { BaseMap } from '#lib/state/layer-choice.svelte.ts';

/** What lies under the layers of a sheet, and what the sheet says of it. */
export interface SheetGround {
	/** Null where the ground is drawn. */
	pictures: MapSheetParts['pictures'];
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
	if (base === 'own') return drawn(m.map_sheet_base_own());
	const raster = rasterOf(base);
	if (raster === null) return drawn();
	const found = await baseMapPictures({ base, frame, mostZoom: raster.maxZoom, onPaper });
	const name = names[base]();
	if (found === 'off') return drawn(m.map_sheet_base_off({ base: name }));
	if (found === 'silent') return drawn(m.map_sheet_base_silent({ base: name }));
	return {
		pictures: { opacity: raster.paint['raster-opacity'], pictures: found.pictures },
		notes: [
			m.map_sheet_base_pictures({ base: name, owner: raster.attribution }),
			...(found.complete ? [] : [m.map_sheet_base_partial()])
		]
	};
}

/** Our own ground. @param why it takes the place of what was asked */
const drawn = (why?: string): SheetGround => ({
	pictures: null,
	notes: [...(why === undefined ? [] : [why]), m.map_sheet_base()]
});
