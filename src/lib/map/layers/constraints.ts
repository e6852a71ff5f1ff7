import { constraintTint } from '#lib/domain/meaning-colours.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MapLayer } from '../map-layer.ts';

export const constraintPatternName = 'constraint';

/** Flood zones, wetlands and steep slopes, as the operator loaded them. */
export const constraintsLayer: MapLayer = {
	name: 'constraints',
	title: m.group_constraints,
	collection: 'contraintes',
	legend: [
		{
			label: m.legend_constraint,
			swatch: { kind: 'area', tint: constraintTint, pattern: constraintTint.pattern }
		}
	],
	// The search has each plot's share of them already: only the map needs their outlines.
	sources: () => [
		{
			id: 'constraints',
			data: new URL('/ogc/collections/contraintes/items?limit=10000', location.href).href
		}
	],
	draw: (palette) => [
		{
			id: 'constraints-area',
			type: 'fill',
			source: 'constraints',
			paint: { 'fill-pattern': constraintPatternName, 'fill-opacity': 0.5 }
		},
		{
			id: 'constraints-line',
			type: 'line',
			source: 'constraints',
			paint: { 'line-color': palette.constraint, 'line-width': 1 }
		}
	]
};
