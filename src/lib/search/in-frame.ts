import type { Geometry } from 'geojson';
import type { Box } from '#lib/domain/feature.ts';
import { boundingBox, boxesMeet } from '#lib/geo/bounding-box.ts';
import type { Atlas } from './atlas.ts';
import type { RecordClass } from './list-view.ts';

/** Boxes of records whose atlas has none ready: made when a frame first asks for them. */
const kept = new WeakMap<Geometry, Box>();

function boxOf(geometry: Geometry): Box {
	const known = kept.get(geometry);
	if (known) return known;
	const box = boundingBox(geometry);
	kept.set(geometry, box);
	return box;
}

/** A mark at the index of every record of a class that shares a point with a frame's box, in degrees. */
export function marksInFrame(atlas: Atlas, list: RecordClass, frame: Box): Uint8Array {
	switch (list) {
		case 'terrains':
			return Uint8Array.from(atlas.placedPlots, ({ box }) => Number(boxesMeet(box, frame)));
		case 'sites':
			return Uint8Array.from(atlas.sites, ({ geometry }) =>
				Number(boxesMeet(boxOf(geometry), frame))
			);
		case 'etablissements':
			return Uint8Array.from(atlas.firms, ({ position: [lng, lat] }) =>
				Number(boxesMeet([lng, lat, lng, lat], frame))
			);
		case 'friches':
			return Uint8Array.from(atlas.brownfields, ({ geometry }) =>
				Number(boxesMeet(boxOf(geometry), frame))
			);
	}
}
