import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { PbfReader } from 'pbf';
import { withinBox } from '#lib/geo/within-box.ts';
import type { MapFrame } from './map-frame.ts';
import { featuresOf, inTile, onMap, type Point, type ReadTile } from './read-tile.ts';
import { styledLayers, type StyledLayer } from './styled-layer.ts';
import { tileSide, type PlacedTile } from './tile-cover.ts';
import { tileLabels, type TileLabel } from './tile-labels.ts';

/** A tile of a base map, not compressed any more. */
export interface VectorTileBytes extends PlacedTile {
	bytes: Uint8Array;
}

/** Tiles as a drawing in pixels of the frame, and the names in them, the most important first. */
export interface DrawnTiles {
	svg: string;
	labels: TileLabel[];
}

interface TileDrawing {
	tiles: readonly VectorTileBytes[];
	/** A style of MapLibre, from the ground up. */
	layers: readonly LayerSpecification[];
	/** As MapLibre counts it, of tiles of 512 pixels. */
	zoom: number;
	frame: MapFrame;
	/** Longest drawing. */
	mostCharacters: number;
}

/** A little beyond its edges, so that no hairline is left between two tiles. */
const [least, most] = [-0.3, tileSide + 0.3];

/** Vector tiles drawn by a style; null where that would be too long. @throws Error for bytes that are no tile */
export function drawTiles(asked: TileDrawing): DrawnTiles | null {
	const styled = styledLayers(asked.layers, asked.zoom);
	const read = asked.tiles.map(({ bytes, ...placed }): ReadTile => ({
		...placed,
		tile: new VectorTile(new PbfReader(bytes))
	}));
	const parts: string[] = [];
	let length = 0;
	for (const layer of styled)
		for (const tile of read)
			for (const part of drawn(layer, tile, asked.frame)) {
				length += part.length;
				if (length > asked.mostCharacters) return null;
				parts.push(part);
			}
	return {
		svg: `<g stroke-linejoin="round" fill-rule="evenodd">${parts.join('')}</g>`,
		labels: tileLabels(styled, read, asked.frame)
	};
}

function* drawn(layer: StyledLayer, tile: ReadTile, frame: MapFrame): Generator<string> {
	if (layer.kind === 'symbol') return;
	for (const feature of featuresOf(layer, tile)) {
		const part =
			layer.kind === 'fill'
				? drawnSurface(layer, feature, tile, frame)
				: drawnLine(layer, feature, tile, frame);
		if (part !== '') yield part;
	}
}

function drawnSurface(
	layer: StyledLayer,
	feature: VectorTileFeature,
	{ matrix }: ReadTile,
	frame: MapFrame
): string {
	if (feature.type !== 3) return '';
	const path = inTile(feature)
		.map((ring) => pathOf(cutToTile(ring), matrix, frame))
		.filter(Boolean)
		.map((ring) => `${ring}Z`)
		.join('');
	const { colour, opacity } = layer.colour('fill-color', feature);
	const clear = opacity * layer.number('paint', 'fill-opacity', feature);
	return path === '' || clear === 0
		? ''
		: `<path d="${path}" fill="${colour}"${clearness('fill', clear)}/>`;
}

function drawnLine(
	layer: StyledLayer,
	feature: VectorTileFeature,
	{ matrix }: ReadTile,
	frame: MapFrame
): string {
	if (feature.type === 1) return '';
	const own = layer.number('paint', 'line-width', feature);
	// What runs along both sides of a gap is drawn under what fills it.
	const gap = layer.number('paint', 'line-gap-width', feature);
	const width = gap > 0 ? gap + 2 * own : own;
	const { colour, opacity } = layer.colour('line-color', feature);
	const clear = opacity * layer.number('paint', 'line-opacity', feature);
	if (width < 0.05 || clear === 0) return '';
	const path = inTile(feature)
		.map((line) => pathOf(line, matrix, frame))
		.join('');
	if (path === '') return '';
	const dashes = layer.dashes(feature).map((length) => rounded(length * width));
	const dash = dashes.length > 1 ? ` stroke-dasharray="${dashes.join(' ')}"` : '';
	return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width.toFixed(2)}"${clearness('stroke', clear)}${dash}/>`;
}

const clearness = (of: 'fill' | 'stroke', opacity: number) =>
	opacity < 1 ? ` ${of}-opacity="${opacity.toFixed(2)}"` : '';

const rounded = (value: number) => String(Math.round(value * 10) / 10);

/** As a path on the map; empty where it lies beside it. Steps of less than half a pixel are left out. */
function pathOf(line: readonly Point[], matrix: readonly number[], { width, height }: MapFrame) {
	const points: Point[] = [];
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const point of line) {
		const [x, y] = onMap(point, matrix);
		[left, top] = [Math.min(left, x), Math.min(top, y)];
		[right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
		const last = points.at(-1);
		if (!last || Math.hypot(x - last[0], y - last[1]) >= 0.5) points.push([x, y]);
	}
	if (right < 0 || bottom < 0 || left > width || top > height || points.length < 2) return '';
	return `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}`;
}

/** A ring without what lies beyond the tile, where the next tile has it too. */
export function cutToTile(ring: readonly Point[]): Point[] {
	const cut = withinBox({ type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y])] }, [
		least,
		least,
		most,
		most
	]);
	const [corners = []] = cut.type === 'Polygon' ? cut.coordinates : [];
	return corners.slice(0, -1).map(([x = 0, y = 0]): Point => [x, y]);
}
