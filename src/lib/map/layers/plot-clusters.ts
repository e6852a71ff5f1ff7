import type { FeatureCollection } from 'geojson';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { centreOf } from '#lib/geo/centre-of.ts';
import { clusterPoints, toMercator, type MercatorPoints } from '#lib/geo/cluster-points.ts';
import type { Atlas, Found } from '#lib/state/workspace.svelte.ts';
import { formatHectares, formatNumber } from '#lib/ui/format.ts';
import { asFeature, collect, nothing } from '../features.ts';
import { alike, strongFont, type DrawnLayer } from '../map-layer.ts';
import type { Palette } from '../palette.ts';

/** Pixels around a plot within which others are counted with it: about as wide as the words of a group. */
const reach = 84;

const mercatorOf = new WeakMap<Atlas['placedPlots'], MercatorPoints>();

/** Where the plots are, worked out once for as long as they are the same. */
function pointsOf({ placedPlots }: Atlas): MercatorPoints {
	const kept = mercatorOf.get(placedPlots);
	if (kept) return kept;
	const points = toMercator(placedPlots.map(({ centre }) => centre));
	mercatorOf.set(placedPlots, points);
	return points;
}

/**
 * Groups of the plots that answer, seen from afar: how many they are and how many hectares.
 * @param level whole zoom that they are for; null where groups are not shown
 */
export function plotClusters(
	atlas: Atlas,
	found: Found,
	level: number | null,
	locale: string
): FeatureCollection {
	if (level === null) return nothing;
	const radius = reach / (512 * 2 ** level);
	const groups = clusterPoints(pointsOf(atlas), found.plotSearch.passing, radius);
	return collect(groups, (group, index) => {
		const plots = group.flatMap((plot) => atlas.placedPlots[plot] ?? []);
		const areaHa = plots.reduce((sum, { plot }) => sum + (plot.areaHa ?? 0), 0);
		const count = formatNumber(group.length, locale);
		const places = { type: 'MultiPoint' as const, coordinates: plots.map(({ centre }) => centre) };
		const [west, south, east, north] = boundingBox(places);
		return asFeature(
			index,
			{ type: 'Point', coordinates: centreOf(places) },
			{
				...{ west, south, east, north, count: group.length },
				text: areaHa > 0 ? `${count} · ${formatHectares(areaHa, locale)}` : count
			}
		);
	});
}

export const clusterPlateName = 'cluster-plate';

/** The words of a group on a plate over its dots; the larger lies over the smaller. */
export function clusterLayer(palette: Palette, maxzoom: number): DrawnLayer {
	return {
		id: 'plots-cluster',
		type: 'symbol',
		source: 'plot-clusters',
		maxzoom,
		layout: {
			'text-field': ['get', 'text'],
			'text-font': strongFont,
			'text-size': ['interpolate', ['linear'], ['zoom'], 7, 11, 10, 12.5],
			'text-max-width': 20,
			'text-allow-overlap': true,
			'icon-image': clusterPlateName,
			'icon-text-fit': 'both',
			'icon-text-fit-padding': [3, 8, 3, 8],
			'icon-allow-overlap': true,
			'symbol-sort-key': ['get', 'count']
		},
		paint: { 'text-color': alike(palette.label), 'icon-opacity': alike(1) }
	};
}
