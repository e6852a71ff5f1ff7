import type { Position } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';

/** The corner that a point of the screen is drawn to, in degrees; undefined for none. */
export type Snap = (point: { x: number; y: number }) => Position | undefined;

/** The drawing library, which is loaded only here, with its way to the map and to what a pen snaps to. */
export async function loadPen(map: MapLibreMap, snap: Snap) {
	const [library, { TerraDrawMapLibreGLAdapter }] = await Promise.all([
		import('terra-draw'),
		import('terra-draw-maplibre-gl-adapter')
	]);
	return {
		library,
		adapter: new TerraDrawMapLibreGLAdapter({ map }),
		snapping: {
			toCustom: ({ containerX, containerY }: { containerX: number; containerY: number }) =>
				snap({ x: containerX, y: containerY })
		},
		undoRedo: { modeLevel: new library.TerraDrawModeUndoRedo() }
	};
}
