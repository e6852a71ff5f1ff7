import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { TerraDraw } from 'terra-draw';
import type { DrawingTool } from '#lib/state/workspace.svelte.ts';
import { loadPen, type Snap } from './load-pen.ts';

/** Whether a point can be taken back, and set again. */
export interface PenSteps {
	undo: boolean;
	redo: boolean;
}

export interface AreaPen {
	undo: () => void;
	redo: () => void;
	stop: () => void;
}

export interface AreaPenOptions {
	map: MapLibreMap;
	tool: DrawingTool;
	colour: string;
	snap: Snap;
	/** Hears what stands on the map as it grows, null before its first point. */
	onchange: (feature: Feature | null, steps: PenSteps) => void;
	onfinish: (feature: Feature) => void;
}

/** The pen that draws the area of a search. */
export async function startAreaPen(options: AreaPenOptions): Promise<AreaPen> {
	const { library, adapter, snapping, undoRedo } = await loadPen(options.map, options.snap);
	const hex = options.colour as `#${string}`;
	const styles = { fillColor: hex, fillOpacity: 0.1, outlineColor: hex, outlineWidth: 2 };
	const draw = new library.TerraDraw({
		adapter,
		modes: [
			new library.TerraDrawPolygonMode({ styles, snapping }),
			new library.TerraDrawRectangleMode({ styles }),
			new library.TerraDrawCircleMode({ styles }),
			new library.TerraDrawLineStringMode({
				styles: { lineStringColor: hex, lineStringWidth: 2 },
				snapping
			})
		],
		undoRedo
	});
	draw.start();
	draw.setMode(options.tool === 'line' ? 'linestring' : options.tool);
	return follow(draw, options);
}

function follow(draw: TerraDraw, { tool, onchange, onfinish }: AreaPenOptions): AreaPen {
	const mode = tool === 'line' ? 'linestring' : tool;
	const tell = () => {
		const feature = draw
			.getSnapshot()
			.find(({ properties, geometry }) => properties['mode'] === mode && geometry.type !== 'Point');
		onchange(feature ?? null, { undo: draw.canUndo(), redo: draw.canRedo() });
	};
	draw.on('change', tell);
	draw.on('history', tell);
	draw.on('finish', (id) => {
		const feature = draw.getSnapshotFeature(id);
		if (feature) onfinish(feature);
	});
	return {
		undo: () => {
			draw.undo();
		},
		redo: () => {
			draw.redo();
		},
		stop: () => draw.stop()
	};
}
