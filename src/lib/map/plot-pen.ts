import type { Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { loadPen, type Snap } from './load-pen.ts';

/** What the buttons of a page ask of the pen. */
export interface PenButtons {
	/** Takes back the last corner of what is being drawn. @returns whether there was one */
	undo(): boolean;
	redo(): boolean;
}

export interface PlotPen extends PenButtons {
	draw(): void;
	/** Puts the pen down, and what was not closed away. */
	rest(): void;
	stop(): void;
}

export interface PlotPenOptions {
	map: MapLibreMap;
	colour: string;
	snap: Snap;
	/** Hears each ring that is closed. */
	onclose: (ring: Polygon) => void;
	/** Hears what is being drawn as it grows; null once nothing is. */
	ongrow: (growing: Polygon | null) => void;
}

/** Pixels within which a click on the first corner closes the outline. */
const reach = 16;

/** The pen that draws one ring after the other; their corners are handles of their own (OutlineCorners). */
export async function takePen({
	map,
	colour,
	snap,
	onclose,
	ongrow
}: PlotPenOptions): Promise<PlotPen> {
	const { library, adapter, snapping, undoRedo } = await loadPen(map, snap);
	const hex = colour as `#${string}`;
	const styles = { fillColor: hex, fillOpacity: 0.15, outlineColor: hex, outlineWidth: 3 };
	const pen = new library.TerraDraw({
		adapter,
		modes: [new library.TerraDrawPolygonMode({ styles, snapping, pointerDistance: reach })],
		undoRedo
	});
	pen.start();
	pen.on('change', () => {
		if (pen.getModeState() !== 'drawing') return;
		const growing = pen.getSnapshot().find(({ properties }) => properties.mode === 'polygon');
		if (growing?.geometry.type === 'Polygon') ongrow(growing.geometry);
	});
	pen.on('finish', (id) => {
		const drawn = pen.getSnapshotFeature(id)?.geometry;
		pen.clear();
		ongrow(null);
		if (drawn?.type === 'Polygon') onclose(drawn);
	});
	return {
		draw: () => pen.setMode('polygon'),
		rest: () => {
			pen.setMode('static');
			pen.clear();
		},
		undo: () => pen.undo(),
		redo: () => pen.redo(),
		stop: () => pen.stop()
	};
}
