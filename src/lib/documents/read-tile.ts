import type { VectorTile, VectorTileFeature } from '@mapbox/vector-tile';
import type { StyledLayer } from './styled-layer.ts';
import { tileSide, type PlacedTile } from './tile-cover.ts';

/** A tile that was read, and where it lies. */
export interface ReadTile extends PlacedTile {
	tile: VectorTile;
}

export type Point = readonly [x: number, y: number];

/** The features of a tile that a layer takes. */
export function* featuresOf(layer: StyledLayer, { tile }: ReadTile): Generator<VectorTileFeature> {
	const source = tile.layers[layer.sourceLayer];
	if (source === undefined) return;
	for (let at = 0; at < source.length; at += 1) {
		const feature = source.feature(at);
		if (layer.takes(feature)) yield feature;
	}
}

/** Rings or lines of a feature in pixels of its tile. */
export function inTile(feature: VectorTileFeature): Point[][] {
	const scale = tileSide / feature.extent;
	return feature.loadGeometry().map((line) => line.map(({ x, y }) => [x * scale, y * scale]));
}

/** Pixels of a tile as pixels of the map. */
export function onMap([u, v]: Point, matrix: readonly number[]): [x: number, y: number] {
	const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
	return [a * u + c * v + e, b * u + d * v + f];
}
