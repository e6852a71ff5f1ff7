/** Layers that the visitor may show or hide. */
export const layerNames = [
	'epci',
	'communes',
	'rivers',
	'ground',
	'sites',
	'plots',
	'firms',
	'brownfields',
	'constraints',
	'pois'
] as const;
export type LayerName = (typeof layerNames)[number];

export const baseMaps = ['built-in', 'plan', 'orthophotos'] as const;
export type BaseMap = (typeof baseMaps)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Which layers, base map and theme the visitor chose. */
export class LayerChoice {
	/** Constraints are for those who look for them: a calm map starts without. */
	hidden = $state.raw<readonly LayerName[]>(['constraints']);
	baseMap = $state.raw<BaseMap>('built-in');
	/** True once the chosen outside base map could not be loaded. */
	baseMapFailed = $state.raw(false);
	theme = $state.raw<Theme>('system');

	isShown(layer: LayerName): boolean {
		return !this.hidden.includes(layer);
	}

	toggle(layer: LayerName) {
		this.hidden = this.isShown(layer)
			? [...this.hidden, layer]
			: this.hidden.filter((other) => other !== layer);
	}

	choose(baseMap: BaseMap) {
		this.baseMap = baseMap;
		this.baseMapFailed = false;
	}
}
