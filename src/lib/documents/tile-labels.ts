import type { VectorTileFeature } from '@mapbox/vector-tile';
import type { Position } from 'geojson';
import type { MapFrame } from './map-frame.ts';
import type { MapLabel } from './map-labels.ts';
import { featuresOf, inTile, onMap, type ReadTile } from './read-tile.ts';
import type { StyledLayer } from './styled-layer.ts';
import { cornerOf, tileSide } from './tile-cover.ts';

/** A name of a tile at its place in degrees. */
export type TileLabel = Omit<MapLabel, 'at'> & { at: Position };

/** Names on one map: what finds no room is left out anyway. */
const mostLabels = 400;

type Ranked = TileLabel & { rank: number; length: number };

/** The names of tiles, each once, the most important first: what a style draws last it places first. */
export function tileLabels(
	layers: readonly StyledLayer[],
	tiles: readonly ReadTile[],
	frame: MapFrame
): TileLabel[] {
	const names = new Map<string, Ranked>();
	for (const layer of layers.filter(({ kind }) => kind === 'symbol').toReversed()) {
		const own = tiles
			.flatMap((tile) => namesIn(layer, tile, frame))
			.toSorted((one, other) => one.rank - other.rank || other.length - one.length);
		for (const name of own) if (!names.has(name.text)) names.set(name.text, name);
	}
	return [...names.values()]
		.slice(0, mostLabels)
		.map(({ text, at, size, strong, colour, halo, beside }) => ({
			...{ text, at, size, strong, colour, beside },
			...(halo !== undefined && { halo })
		}));
}

function namesIn(layer: StyledLayer, tile: ReadTile, frame: MapFrame): Ranked[] {
	return [...featuresOf(layer, tile)].flatMap((feature): Ranked[] => {
		const written = layer.text('layout', 'text-field', feature).trim();
		const place = placeOf(feature, tile, frame);
		if (written === '' || place === null) return [];
		const upper = layer.text('layout', 'text-transform', feature) === 'uppercase';
		return [
			{
				...{ text: upper ? written.toLocaleUpperCase() : written, at: place.at },
				size: layer.number('layout', 'text-size', feature),
				strong: /bold/i.test(layer.text('layout', 'text-font', feature)),
				colour: layer.colour('text-color', feature).colour,
				halo: layer.colour('text-halo-color', feature).colour,
				beside: false,
				rank: layer.number('layout', 'symbol-sort-key', feature),
				length: place.length
			}
		];
	});
}

/** The middle of what is seen of a feature, and how much that is; null where none of it is on the map. */
function placeOf(feature: VectorTileFeature, tile: ReadTile, { width, height }: MapFrame) {
	const seen = inTile(feature)
		.flat()
		.filter((point) => {
			const [u, v] = point;
			const [x, y] = onMap(point, tile.matrix);
			// What lies beyond the tile is in the next one.
			const isIn = u >= 0 && v >= 0 && u < tileSide && v < tileSide;
			return isIn && x > 0 && y > 0 && x < width && y < height;
		});
	const middle = seen[Math.floor(seen.length / 2)];
	return middle ? { at: inDegrees(tile, middle), length: seen.length } : null;
}

const inDegrees = ({ z, x, y }: ReadTile, [u, v]: readonly [number, number]): Position =>
	cornerOf({ z, x: x + u / tileSide, y: y + v / tileSide });
