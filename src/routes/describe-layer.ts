import type { CollectionSummary } from '#lib/backend/features.ts';
import type { MapLayer, Swatch } from '#lib/map/map-layer.ts';
import type { LayerDescription } from '#lib/panels/layer-description.ts';

/** A map layer in words, with the source, date and licence of its collection. */
export function describeLayer(
	layer: MapLayer,
	summary: readonly CollectionSummary[]
): LayerDescription {
	const collection = summary.find((one) => one.collection === layer.collection);
	return {
		name: layer.name,
		title: layer.title(),
		note: layer.note?.() ?? null,
		legend: layer.legend.map((entry) => ({
			label: entry.label(),
			swatch: sample(entry.swatch)
		})),
		count: collection?.count ?? null,
		sources: collection?.sources ?? [],
		date: collection?.latest_source_date ?? null,
		licences: collection?.licences ?? []
	};
}

function sample(swatch: Swatch): LayerDescription['legend'][number]['swatch'] {
	switch (swatch.kind) {
		case 'sign':
			return { kind: 'sign', path: swatch.path };
		case 'area':
			return { kind: 'area', ...swatch.tint, pattern: swatch.pattern };
		case 'line':
			return {
				...{ kind: 'line', light: swatch.tint.light, dark: swatch.tint.dark },
				...{ size: swatch.width, pattern: swatch.dashed ? 'dashed' : undefined }
			};
		case 'circle':
			return {
				kind: 'circle',
				light: swatch.tint.light,
				dark: swatch.tint.dark,
				size: swatch.diameter
			};
	}
}
