import type { MultiPolygon, Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { GeoJSONStoreFeatures, TerraDraw } from 'terra-draw';
import { loadPen, type Snap } from './load-pen.ts';

/** What the buttons of a page ask of the pen. */
export interface PenButtons {
	/** Shows another outline, to be mended by its corners; null for none. */
	replace(outline: Polygon | null): void;
	/** Takes back the last corner of what is being drawn. @returns whether there was one */
	undo(): boolean;
	redo(): boolean;
}

export interface PlotPen extends PenButtons {
	/** Starts a new outline; the one before is kept until the first corner is set. */
	draw(): void;
	/** Puts the pen down: the outline stays, and can be mended by its corners. */
	rest(): void;
	stop(): void;
}

export interface PlotPenOptions {
	map: MapLibreMap;
	colour: string;
	/** What is there already; only a single ring can be mended by its corners. */
	outline: Polygon | null;
	snap: Snap;
	/** Whether what is drawn is one more part of the outline, or a hole in it, and not another outline. */
	isPart: () => boolean;
	/** Hears each finished outline and each corner moved. */
	onchange: (outline: Polygon) => void;
	/** Hears each finished part. */
	onpart: (part: Polygon) => void;
	/** Hears what is being drawn as it grows; null once nothing is. */
	ongrow: (growing: Polygon | null) => void;
	onfinish: () => void;
}

/** The single ring that terra-draw can mend by its corners; null for several parts, or a hole. */
export function mendableRing(geometry: Polygon | MultiPolygon | null): Polygon | null {
	const parts = geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.coordinates;
	const [rings] = parts ?? [];
	if (parts?.length !== 1 || rings?.length !== 1) return null;
	const [ring = []] = rings;
	// terra-draw refuses what is written more finely than it draws itself.
	const rounded = ring.map((position) => position.map((degrees) => Number(degrees.toFixed(7))));
	return { type: 'Polygon', coordinates: [rounded] };
}

/** Pixels within which a click on the first corner closes the outline. */
const reach = 16;

/** The pen that draws the outline of one plot. */
export async function takePen(options: PlotPenOptions): Promise<PlotPen> {
	const { library, adapter, snapping, undoRedo } = await loadPen(options.map, options.snap);
	const hex = options.colour as `#${string}`;
	const styles = { fillColor: hex, fillOpacity: 0.15, outlineColor: hex, outlineWidth: 3 };
	const pen = new library.TerraDraw({
		adapter,
		modes: [
			new library.TerraDrawPolygonMode({ styles, snapping, pointerDistance: reach }),
			new library.TerraDrawSelectMode({
				styles: {
					selectedPolygonColor: hex,
					selectedPolygonFillOpacity: 0.15,
					selectedPolygonOutlineColor: hex,
					selectedPolygonOutlineWidth: 3,
					selectionPointColor: hex,
					midPointColor: hex
				},
				flags: {
					polygon: {
						feature: {
							draggable: false,
							coordinates: {
								midpoints: true,
								draggable: true,
								deletable: true,
								snappable: snapping
							}
						}
					}
				}
			})
		],
		undoRedo
	});
	pen.start();
	show(pen, options.outline);
	return handle(pen, options);
}

/** Puts an outline on the map, in place of what is there. */
function show(pen: TerraDraw, geometry: Polygon | null): void {
	pen.clear();
	if (geometry) pen.addFeatures([{ type: 'Feature', properties: { mode: 'polygon' }, geometry }]);
	mend(pen);
}

function handle(pen: TerraDraw, options: PlotPenOptions): PlotPen {
	const tell = () => {
		const outline = outlineOf(pen);
		if (outline?.geometry.type === 'Polygon') options.onchange(outline.geometry);
	};
	pen.on('change', () => {
		// What replaces another outline, once it is finished, is a change too.
		if (pen.getModeState() !== 'drawing') return;
		const growing = outlines(pen).at(-1)?.geometry;
		if (growing?.type === 'Polygon') options.ongrow(growing);
	});
	pen.on('finish', (id, { action }) => {
		const drawn = action === 'draw' ? pen.getSnapshotFeature(id)?.geometry : undefined;
		if (drawn?.type === 'Polygon' && options.isPart()) {
			pen.removeFeatures([id]);
			options.ongrow(null);
			options.onfinish();
			options.onpart(drawn);
			return;
		}
		if (action === 'draw') {
			// The new outline takes the place of the one before.
			const former = outlines(pen).flatMap((one) => (one.id === id || !one.id ? [] : [one.id]));
			pen.removeFeatures(former);
			mend(pen);
			options.onfinish();
		}
		options.ongrow(null);
		tell();
	});
	return {
		draw: () => pen.setMode('polygon'),
		rest: () => mend(pen),
		replace: (outline) => show(pen, outline),
		undo: () => pen.undo(),
		redo: () => pen.redo(),
		stop: () => pen.stop()
	};
}

/** Handles of the select mode are features too: outlines are what the polygon mode drew. */
function outlines(pen: TerraDraw): GeoJSONStoreFeatures[] {
	return pen.getSnapshot().filter(({ properties }) => properties.mode === 'polygon');
}

function outlineOf(pen: TerraDraw): GeoJSONStoreFeatures | undefined {
	return outlines(pen).find(({ geometry }) => geometry.type === 'Polygon');
}

function mend(pen: TerraDraw): void {
	pen.setMode('select');
	const id = outlineOf(pen)?.id;
	if (id !== undefined) pen.selectFeature(id);
}
