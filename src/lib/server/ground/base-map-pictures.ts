import type { MapFrame } from '#lib/documents/map-frame.ts';
import type { MapPicture } from '#lib/documents/map-pictures.ts';
import { tileAddress, tileCover } from '#lib/documents/tile-cover.ts';
import { wmtsTiles } from '#lib/domain/wmts-tiles.ts';
import { tileService } from './online-maps.ts';
import { TilePictures } from './tile-pictures.ts';

/** A base map of pictures under a frame. */
interface WantedPictures {
	base: 'plan' | 'orthophotos';
	frame: MapFrame;
	/** The nearest zoom of its tiles. */
	mostZoom: number;
	/** On paper, which shows more than a screen: twice the photos' pixels, and the file may weigh more. */
	onPaper: boolean;
}

/** What a base map has under a frame; `complete` unless it has nothing for a part of it. */
export type BaseMapPictures =
	| { pictures: MapPicture[]; complete: boolean }
	/** `off` where the operator wants none, `silent` where the service does not give them. */
	| 'off'
	| 'silent';

/** Some 3 MB of photos; the page of a sheet is sent with its pictures in it. */
const mostTiles = { paper: 120, page: 48 } as const;

const tiles = new TilePictures();

/** The pictures of an online base map, fetched by this server and held by the document. Never throws. */
export async function baseMapPictures(wanted: WantedPictures): Promise<BaseMapPictures> {
	const { base, frame, mostZoom, onPaper } = wanted;
	const service = tileService();
	if (service === 'off') return 'off';
	// The names of a plan are in its pictures, and would be half as large.
	const finer = onPaper && base === 'orthophotos' ? 1 : 0;
	const most = onPaper ? mostTiles.paper : mostTiles.page;
	const cover = tileCover(frame, { finer, mostZoom, mostTiles: most });
	const pattern = wmtsTiles(base, service);
	const fetched = await tiles.fetch(cover.map((tile) => tileAddress(pattern, tile)));
	if (fetched === null) return 'silent';
	const pictures = cover.flatMap(({ matrix }, at): MapPicture[] => {
		const href = fetched[at] ?? null;
		return href === null ? [] : [{ href, matrix }];
	});
	return pictures.length === 0
		? 'silent'
		: { pictures, complete: pictures.length === cover.length };
}
