import type { MultiPolygon, Position } from 'geojson';
import type { NetAreaLayer } from '#lib/domain/net-area.ts';
import type { NetGround } from './net-area.ts';
import { metricOffset, metricShape, surfaceInDegrees } from '#lib/geo/metric-shape.ts';

/** Limits of two plots that lie so near each other are held for one, in metres: twice what closes them. */
const closing = 0.25;

/**
 * Several plots as one: their outlines without the limits in common, what each layer takes of all of them, their other
 * limits. A lane between two of them stays out of it.
 * @param plots at least one
 */
export function unitedPlot(plots: readonly (NetGround & { id: string })[]): NetGround {
	const parts = (surface: NetGround['outline']): Position[][][] =>
		surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates;
	const all: MultiPolygon = {
		type: 'MultiPolygon',
		coordinates: plots.flatMap(({ outline }) => parts(outline))
	};
	const closed = metricOffset(metricOffset(metricShape(all), closing), -closing);
	const kinds = plots[0]?.layers ?? [];
	const ids = new Set<string | null>(plots.map(({ id }) => id));
	return {
		outline: surfaceInDegrees(
			closed.origin,
			closed.rings.map((ring) => ring.map(({ x, y }) => ({ x: x / 100, y: y / 100 })))
		),
		layers: kinds.map(({ kind }): NetAreaLayer => {
			const same = plots.flatMap(({ layers }) => layers.filter((layer) => layer.kind === kind));
			const coordinates = same.flatMap(({ geometry }) => (geometry ? parts(geometry) : []));
			return {
				kind,
				isLoaded: same.some(({ isLoaded }) => isLoaded),
				sources: same[0]?.sources ?? [],
				geometry: coordinates.length > 0 ? { type: 'MultiPolygon', coordinates } : null
			};
		}),
		boundaries: plots.flatMap(({ boundaries }) =>
			boundaries.filter(({ neighbour }) => !ids.has(neighbour))
		)
	};
}
