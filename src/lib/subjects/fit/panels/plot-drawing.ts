import type { MetricShape, Vertex } from '#lib/geo/metric-shape.ts';
import { roundLength } from '#lib/ui/round-length.ts';

/** A drawing of a plot: units are metres from the shape's origin, north up. */
export interface PlotDrawing {
	/** For `viewBox`. */
	view: { x: number; y: number; width: number; height: number };
	/** One pixel, in metres: what lines and letters are measured in. */
	unit: number;
	scale: { metres: number; x: number; y: number };
}

/** Of the drawing in pixels, where the page does not know better. */
export const usualWidth = 640;
const leastShape = 0.55;

/**
 * Where everything of an outline is seen, with some ground around it.
 * @param pixels the width it is shown in
 * @param highest and the height, where that is what bounds it: a plot that is long from south to north
 */
export function drawingOf({ rings }: MetricShape, pixels: number, highest = Infinity): PlotDrawing {
	const [west, east] = extent(rings, ({ x }) => x);
	const [south, north] = extent(rings, ({ y }) => y);
	const margin = 0.12 * Math.max(east - west, north - south, 10);
	const width = Math.max(east - west, leastShape * (north - south)) + 2 * margin;
	const height = Math.max(north - south, leastShape * (east - west)) + 2 * margin;
	const view = {
		x: (west + east - width) / 2,
		y: -(south + north + height) / 2,
		width,
		height
	};
	const unit = Math.max(width / Math.max(pixels, 200), height / Math.max(highest, 200));
	const metres = Math.max(1, roundLength(width / 4));
	return {
		view,
		unit,
		scale: { metres, x: view.x + 14 * unit, y: view.y + height - 14 * unit }
	};
}

function extent(rings: readonly Vertex[][], side: (vertex: Vertex) => number): [number, number] {
	let [least, most] = [Infinity, -Infinity];
	for (const ring of rings)
		for (const vertex of ring) {
			least = Math.min(least, side(vertex) / 100);
			most = Math.max(most, side(vertex) / 100);
		}
	return Number.isFinite(least) ? [least, most] : [0, 0];
}

/** Rings in centimetres as a path in metres, north up. */
export function pathOf(rings: readonly Vertex[][]): string {
	return rings
		.map((ring) => `M${ring.map(({ x, y }) => `${x / 100} ${-y / 100}`).join('L')}Z`)
		.join('');
}

/** Corners in metres as a path, north up. */
export function cornerPath(corners: readonly Vertex[]): string {
	return `M${corners.map(({ x, y }) => `${x.toFixed(2)} ${(-y).toFixed(2)}`).join('L')}Z`;
}

/** The mean of a shape's first outline, in metres, north up: where its name stands. */
export function middleOf({ rings: [outline = []] }: MetricShape): Vertex {
	const mean = (side: (vertex: Vertex) => number) =>
		outline.reduce((sum, vertex) => sum + side(vertex), 0) / Math.max(1, outline.length) / 100;
	return { x: mean(({ x }) => x), y: -mean(({ y }) => y) };
}
