import type {
	GeoJSONSource,
	Map as MapLibreMap,
	MapGeoJSONFeature,
	Point,
	PointLike
} from 'maplibre-gl';
import type { Box } from '#lib/domain/feature.ts';
import type { Selection } from '#lib/state/workspace.svelte.ts';
import { coveredRight } from './covered-side.ts';
import { frameBox, moveMilliseconds } from './frame-box.ts';
import { byVisitor } from './map-button.ts';
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
	| { kind: 'cluster'; id: number; centre: [number, number] }
	| { kind: 'plots'; box: Box };

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
	const layers = ['firms-cluster', 'plots-cluster', ...selectable.map(([layer]) => layer)].filter(
		(id) => map.getLayer(id)
	);
	const hits = map.queryRenderedFeatures(box, { layers }).filter(isDrawn);
	const group = groupAt(hits);
	if (group) return group;
	for (const [layer, collection] of selectable) {
		const hit = hits.find((feature) => feature.layer.id === layer);
		if (hit)
			return { kind: 'record', selection: { collection, id: String(hit.properties.record) } };
	}
	return null;
}

/** The group that is drawn on top of what lies under a point. */
function groupAt([top]: readonly MapGeoJSONFeature[]): Pointed | null {
	if (top?.geometry.type !== 'Point') return null;
	const { west, south, east, north } = top.properties;
	if (top.layer.id === 'plots-cluster')
		return { kind: 'plots', box: [west, south, east, north].map(Number) as Box };
	if (top.layer.id !== 'firms-cluster') return null;
	return {
		kind: 'cluster',
		id: Number(top.properties.cluster_id),
		centre: top.geometry.coordinates as [number, number]
	};
}

/** Brings a group into view, so near that it falls apart. */
export function showGroup(map: MapLibreMap, group: Exclude<Pointed, { kind: 'record' }>): void {
	if (group.kind === 'cluster') void zoomIntoCluster(map, group);
	else frameBox(map, group.box, byVisitor);
}

/** Moves in until a group of firms falls apart. */
async function zoomIntoCluster(
	map: MapLibreMap,
	{ id, centre }: Extract<Pointed, { kind: 'cluster' }>
): Promise<void> {
	const source = map.getSource<GeoJSONSource>('firms');
	if (!source) return;
	const zoom = await source.getClusterExpansionZoom(id);
	// Into the middle of what the card leaves free.
	const offset: [number, number] = [-coveredRight(map.getContainer()) / 2, 0];
	map.easeTo({ center: centre, zoom: zoom + 0.2, duration: moveMilliseconds(), offset }, byVisitor);
}
