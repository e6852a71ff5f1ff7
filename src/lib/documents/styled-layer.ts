import {
	featureFilter,
	latest,
	normalizePropertyExpression,
	type LayerSpecification,
	type StylePropertySpecification
} from '@maplibre/maplibre-gl-style-spec';

/** A feature of a vector tile, as far as a style asks: 1 a point, 2 a line, 3 a surface. */
export interface StyledFeature {
	type: 0 | 1 | 2 | 3;
	properties: Record<string, number | string | boolean>;
}

/** A colour that SVG reads, and how opaque it is, from 0 to 1. */
export interface StyledColour {
	colour: string;
	opacity: number;
}

type Kind = 'fill' | 'line' | 'symbol';
type Part = 'paint' | 'layout';
/** What the specification says of the properties of a kind of layer, as `paint_line`. */
type Specifications = Record<string, StylePropertySpecification>;
interface EvaluatedColour {
	rgb: [red: number, green: number, blue: number, alpha: number];
}

/** A layer of a MapLibre style, which says of features whether and how they are drawn at a zoom. */
export class StyledLayer {
	readonly kind: Kind;
	readonly sourceLayer: string;
	readonly #layer: LayerSpecification;
	readonly #zoom: number;
	readonly #takes: (feature: StyledFeature) => boolean;
	readonly #properties = new Map<string, (feature: StyledFeature) => unknown>();

	constructor(layer: LayerSpecification & { type: Kind }, zoom: number) {
		this.kind = layer.type;
		this.sourceLayer = layer['source-layer'] ?? '';
		this.#layer = layer;
		this.#zoom = zoom;
		const { filter } = featureFilter(layer.filter, 'filter');
		this.#takes = (feature) => filter({ zoom }, feature);
	}

	isSeen(): boolean {
		const { minzoom = 0, maxzoom = Infinity } = this.#layer;
		return this.#zoom >= minzoom && this.#zoom < maxzoom;
	}

	takes(feature: StyledFeature): boolean {
		return this.#takes(feature);
	}

	number(part: Part, name: string, feature: StyledFeature): number {
		const value = this.#value(part, name, feature);
		return typeof value === 'number' ? value : 0;
	}

	colour(name: string, feature: StyledFeature): StyledColour {
		const { rgb } = this.#value('paint', name, feature) as EvaluatedColour;
		const [red, green, blue, alpha] = rgb;
		const channels = [red, green, blue].map((value) => Math.round(255 * value));
		return { colour: `rgb(${channels.join(',')})`, opacity: alpha };
	}

	/** As it would be written on the map; empty for none. */
	text(part: Part, name: string, feature: StyledFeature): string {
		// A formatted text, a list of typefaces, or a word.
		const value = this.#value(part, name, feature) as { toString: () => string } | null | undefined;
		return value?.toString() ?? '';
	}

	/** Lengths of strokes and gaps, in widths of the line; none for a line without gaps. */
	dashes(feature: StyledFeature): number[] {
		const value = this.#value('paint', 'line-dasharray', feature);
		return Array.isArray(value) ? value.map(Number) : [];
	}

	#value(part: Part, name: string, feature: StyledFeature): unknown {
		const key = `${part}.${name}`;
		const known = this.#properties.get(key) ?? this.#prepare(part, name);
		this.#properties.set(key, known);
		return known(feature);
	}

	#prepare(part: Part, name: string): (feature: StyledFeature) => unknown {
		const specifications = latest[`${part}_${this.kind}` as keyof typeof latest] as Specifications;
		const specification = specifications[name] as StylePropertySpecification;
		const given = (this.#layer[part] as Record<string, unknown> | undefined)?.[name];
		const value = given ?? ('default' in specification ? specification.default : undefined);
		if (value === undefined) return () => undefined;
		const expression = normalizePropertyExpression(value as never, name, specification);
		return (feature) => expression.evaluate({ zoom: this.#zoom }, feature) as unknown;
	}
}

const kinds: readonly string[] = ['fill', 'line', 'symbol'];

/** The layers of a style that can be drawn as they are seen at a zoom, from the ground up. */
export function styledLayers(layers: readonly LayerSpecification[], zoom: number): StyledLayer[] {
	return layers
		.filter((layer): layer is LayerSpecification & { type: Kind } => kinds.includes(layer.type))
		.map((layer) => new StyledLayer(layer, zoom))
		.filter((layer) => layer.isSeen());
}
