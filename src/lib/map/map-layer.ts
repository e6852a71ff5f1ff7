import type { FeatureCollection, Geometry } from 'geojson';
import type {
	DataDrivenPropertyValueSpecification,
	ExpressionSpecification,
	FilterSpecification,
	LayerSpecification
} from 'maplibre-gl';
import type { Tint, Pattern } from '#lib/domain/meaning-colours.ts';
import type { Atlas, AtlasCollection, Found } from '#lib/state/workspace.svelte.ts';
import type { LayerName } from '#lib/state/layer-names.ts';
import type { NearFrame } from './near-frame.ts';
import type { Palette } from './palette.ts';

/** How a legend shows an entry. */
export type Swatch =
	| { kind: 'area'; tint: Tint; pattern: Pattern }
	| { kind: 'line'; tint: Tint; width: number; dashed?: true }
	| { kind: 'circle'; tint: Tint; diameter: number }
	| { kind: 'sign'; path: string };

export interface LegendEntry {
	label: () => string;
	swatch: Swatch;
}

/** What MapLibre draws; `source` names one of the layer's sources. */
export type DrawnLayer = {
	[Type in LayerSpecification['type']]: {
		id: DrawnLayerId;
		type: Type;
		source: string;
		paint?: Extract<LayerSpecification, { type: Type }>['paint'];
		layout?: Extract<LayerSpecification, { type: Type }>['layout'];
		filter?: FilterSpecification;
		minzoom?: number;
		maxzoom?: number;
		/** Belongs to the built-in base map, though its layer is drawn on any. */
		onPaperOnly?: true;
	};
}[LayerSpecification['type']];

export interface MapSource {
	id: string;
	/** Features, or the address that MapLibre reads them from. */
	data: FeatureCollection<Geometry | null> | string;
	cluster?: { radius: number; maxZoom: number; properties: Record<string, unknown> };
}

/** One layer of the map: what it is called, what it means, where it comes from and how it is drawn. */
export interface MapLayer {
	name: LayerName;
	title: () => string;
	/** What the legend says of it before it is shown. */
	note?: () => string;
	/** The OGC collection that gives its source, date and licence; null for what the configuration brings. */
	collection: AtlasCollection | 'contraintes' | null;
	legend: LegendEntry[];
	/** Whether it belongs to the built-in base map, and is left out on any other. */
	onPaperOnly?: boolean;
	/** Sources that never change with the criteria, so that a filter costs no setData. */
	sources: (atlas: Atlas) => MapSource[];
	/** Sources of what is drawn from near only: the records of the frame; empty ones from afar. */
	nearSources?: (atlas: Atlas, frame: NearFrame | null) => MapSource[];
	/** Sources that follow the criteria: small ones, or clustered ones that cannot be filtered otherwise. */
	foundSources?: (atlas: Atlas, found: Found, frame: NearFrame | null) => MapSource[];
	/** Sources that follow the criteria and the whole zoom: what is counted from afar; null from near. */
	farSources?: (atlas: Atlas, found: Found, level: number | null) => MapSource[];
	draw: (palette: Palette) => DrawnLayer[];
	/** Filters that follow the criteria, by drawn layer. Features have their index as numeric id. */
	filters?: (found: Found, atlas: Atlas) => Partial<Record<DrawnLayerId, FilterSpecification>>;
	/**
	 * What the criteria say of every feature of some sources, for sources too large to be filtered within a frame:
	 * a filter lays the source out again in the worker, a feature state only rewrites colours.
	 */
	verdicts?: (
		found: Found,
		atlas: Atlas,
		nearMisses: readonly number[],
		frame: NearFrame | null
	) => SourceVerdicts | SourceVerdicts[];
}

/** Sources by id, and the verdict on each of their features by its index. */
export interface SourceVerdicts {
	sources: readonly string[];
	verdicts: Uint8Array;
	/** Indexes of the features that the sources hold; all when left out. */
	among?: readonly number[];
}

/** What a feature's state says under the name `verdict`. */
export const mapVerdict = { passing: 0, eliminated: 1, nearMiss: 2 } as const;

/** The verdict on every record of a class whose near misses are not looked for. */
export function verdictsOn<T extends object>(all: readonly T[], found: readonly T[]): Uint8Array {
	const kept = new Set(found);
	return Uint8Array.from(all, (record) =>
		kept.has(record) ? mapVerdict.passing : mapVerdict.eliminated
	);
}

/** An opacity for the features that pass; the others are not drawn. */
export function ifPassing(opacity: unknown): DataDrivenPropertyValueSpecification<number> {
	return byVerdict({ passing: opacity, eliminated: 0, nearMiss: 0 }) as never;
}

/** A MapLibre expression that answers by the verdict on a feature; one without any passes. */
export function byVerdict(answers: Record<keyof typeof mapVerdict, unknown>): unknown {
	return [
		'match',
		['number', ['feature-state', 'verdict'], mapVerdict.passing],
		mapVerdict.eliminated,
		answers.eliminated,
		mapVerdict.nearMiss,
		answers.nearMiss,
		answers.passing
	];
}

/**
 * A value that is the same for every feature, told as one that varies. MapLibre compiles a program of the graphics card
 * for each set of properties of a layer type that vary by feature: layers whose sets are alike share one. With each
 * program less the map comes 30 to 50 ms sooner where a processor draws.
 */
export function alike(value: string | number): ExpressionSpecification {
	return ['case', ['has', 'record'], value, value];
}

/** Everything that is drawn, from the ground up. The reason stands beside each step. */
export const drawOrder = [
	// The ground: paper under everything, hairlines before strong outlines.
	'ground-sea',
	'ground-border',
	'epci-paper',
	'communes-line',
	'rivers-line',
	'ground-railway',
	'ground-railway-ties',
	'ground-road-casing',
	'ground-road',
	'epci-halo',
	'epci-line',
	// Large areas below small ones: a site holds its plots.
	'constraints-area',
	'constraints-line',
	'sites-area',
	'brownfields-area',
	'brownfields-pattern',
	'brownfields-line',
	'sites-line',
	// What was eliminated stays visible, but under what remains.
	'plots-eliminated',
	'plots-area',
	'plots-pattern',
	'plots-line',
	// Near misses lie over what was eliminated: a dashed outline, no filling.
	'plots-near-line',
	// Points over areas; firms below plots seen from afar, because land is what is looked for.
	'firms-circle',
	'brownfields-point',
	'plots-point-eliminated',
	'plots-point',
	'pois-sign',
	// Words last; MapLibre places the last ones first, so the most important stand at the end.
	// Groups of plots and firms cannot move: names find room around them.
	'ground-road-label',
	'communes-here-label',
	'ground-town-label',
	'ground-country-label',
	'plots-label',
	'communes-label',
	'sites-label',
	'epci-label',
	'plots-cluster',
	'firms-cluster'
] as const;
export type DrawnLayerId = (typeof drawOrder)[number];

export const regularFont = ['Atlas'];
export const strongFont = ['Atlas SemiBold'];

/** A filter on numeric ids that MapLibre looks up rather than scans; nothing passes an empty list. */
export function onlyIds(ids: readonly number[]): FilterSpecification {
	return ids.length === 0
		? ['literal', false]
		: (['match', ['id'], ids, true, false] as unknown as FilterSpecification);
}
