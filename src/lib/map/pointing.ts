import type {
	GeoJSONSource,
	Map as MapLibreMap,
	MapGeoJSONFeature,
	Point,
	PointLike
} from 'maplibre-gl';
import type { Selection } from '#lib/state/workspace.svelte.ts';
import { coveredRight } from './covered-side.ts';
import { moveMilliseconds } from './frame-box.ts';
import { mapVerdict, type DrawnLayerId } from './map-layer.ts';

/** What a click on each drawn layer selects, most precise first. */
const selectable: readonly [DrawnLayerId, Selection['collection']][] = [
	['firms-circle', 'etablissements'],
	['plots-point', 'terrains'],
	['plots-area', 'terrains'],
	['brownfields-point', 'friches'],
	['brownfields-area', 'friches'],
	// Faded, and still there to be asked why.
	['plots-point-eliminated', 'terrains'],
	['plots-eliminated', 'terrains'],
	['sites-label', 'sites'],
	['sites-area', 'sites'],
	['epci-label', 'epci']
];

export type Pointed =
	| { kind: 'record'; selection: Selection }
	| { kind: 'cluster'; id: number; centre: [number, number] };

/** Fingers and pointers are wider than a point. */
const reach = 4;

/** Layers that keep what was eliminated without drawing it. */
const passingOnly: readonly string[] = [
	'plots-point',
	'plots-area',
	'brownfields-point',
	'brownfields-area',
	'sites-area'
] satisfies DrawnLayerId[];

function isDrawn({ layer, state }: MapGeoJSONFeature): boolean {
	return (
		!passingOnly.includes(layer.id) || (state.verdict ?? mapVerdict.passing) === mapVerdict.passing
	);
}

/** What lies under a point of the screen; null where there is nothing to select. */
export function recordAt(map: MapLibreMap, point: Point): Pointed | null {
	const box: [PointLike, PointLike] = [
		[point.x - reach, point.y - reach],
		[point.x + reach, point.y + reach]
	];
	const layers = ['firms-cluster', ...selectable.map(([layer]) => layer)].filter((id) =>
		map.getLayer(id)
	);
	const hits = map.queryRenderedFeatures(box, { layers }).filter(isDrawn);
	for (const [layer, collection] of selectable) {
		const hit = hits.find((feature) => feature.layer.id === layer);
		if (hit)
			return { kind: 'record', selection: { collection, id: String(hit.properties.record) } };
		const cluster = hits.find((feature) => feature.layer.id === 'firms-cluster');
		if (layer === 'firms-circle' && cluster?.geometry.type === 'Point')
			return {
				kind: 'cluster',
				id: Number(cluster.properties.cluster_id),
				centre: cluster.geometry.coordinates as [number, number]
			};
	}
	return null;
}

/** Moves in until a group of firms falls apart. */
export async function zoomIntoCluster(
	map: MapLibreMap,
	{ id, centre }: Extract<Pointed, { kind: 'cluster' }>
): Promise<void> {
	const source = map.getSource<GeoJSONSource>('firms');
	if (!source) return;
	const zoom = await source.getClusterExpansionZoom(id);
	map.easeTo({
		...{ center: centre, zoom: zoom + 0.2, duration: moveMilliseconds() },
		// Into the middle of what the card leaves free.
		offset: [-coveredRight(map.getContainer()) / 2, 0]
	});
}
