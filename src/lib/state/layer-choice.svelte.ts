/** Layers that the visitor may show or hide. */
export const layerNames = [
	'epci',
	'communes',
	'rivers',
	'sites',
	'plots',
	'firms',
	'brownfields',
	'pois'
] as const;
export type LayerName = (typeof layerNames)[number];

export const baseMaps = ['built-in', 'plan', 'orthophotos'] as const;
export type BaseMap = (typeof baseMaps)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Which layers, base map and theme the visitor chose. */
export class LayerChoice {
	hidden = $state.raw<ReadonlySet<LayerName>>(new Set());
	baseMap = $state.raw<BaseMap>('built-in');
	/** True once the chosen outside base map could not be loaded. */
	baseMapFailed = $state.raw(false);
	theme = $state.raw<Theme>('system');

	isShown(layer: LayerName): boolean {
		return !this.hidden.has(layer);
	}

	toggle(layer: LayerName) {
		const hidden = new Set(this.hidden);
		if (!hidden.delete(layer)) hidden.add(layer);
		this.hidden = hidden;
	}

	choose(baseMap: BaseMap) {
		this.baseMap = baseMap;
		this.baseMapFailed = false;
	}
}
