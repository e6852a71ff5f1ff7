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

export const baseMaps = ['built-in', 'plan', 'orthophotos', 'own'] as const;
export type BaseMap = (typeof baseMaps)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const baseMapKey = 'forgeterre-base-map';

/** Which layers, base map and theme the visitor chose. */
export class LayerChoice {
	/** Constraints and firms are for those who look for them: a calm map starts with the land. */
	hidden = $state.raw<readonly LayerName[]>(['constraints', 'firms']);
	baseMap = $state.raw<BaseMap>('built-in');
	/** The operator's own base map and whose it is; null where there is none. */
	own = $state.raw<{ attribution: string } | null>(null);
	/** The base map that was wanted and did not answer. */
	failedBaseMap = $state.raw<BaseMap | null>(null);
	theme = $state.raw<Theme>('system');

	isShown(layer: LayerName): boolean {
		return !this.hidden.includes(layer);
	}

	/** Shows what a question is about. */
	reveal(layer: LayerName) {
		if (!this.isShown(layer)) this.toggle(layer);
	}

	toggle(layer: LayerName) {
		this.hidden = this.isShown(layer)
			? [...this.hidden, layer]
			: this.hidden.filter((other) => other !== layer);
	}

	/** How often the visitor has chosen a base map on this page. */
	changes = 0;

	/** What the visitor chooses, and finds again next time. */
	choose(baseMap: BaseMap) {
		this.changes += 1;
		this.show(baseMap);
		try {
			localStorage.setItem(baseMapKey, baseMap);
		} catch {
			// A browser that keeps nothing shows it all the same.
		}
	}

	show(baseMap: BaseMap) {
		this.baseMap = baseMap;
		this.failedBaseMap = null;
	}

	/** The base map that is here without any other service. */
	get nearest(): BaseMap {
		return this.own === null ? 'built-in' : 'own';
	}

	/** Back to what is here, with a sentence; what was wanted is tried again next time. */
	fail(wanted: BaseMap) {
		if (wanted === 'own') this.own = null;
		this.baseMap = this.nearest;
		this.failedBaseMap = wanted;
	}

	/** The base map that the visitor chose last; null without a choice, or where the browser keeps none. */
	remembered(): BaseMap | null {
		try {
			const kept = localStorage.getItem(baseMapKey);
			return baseMaps.find((baseMap) => baseMap === kept) ?? null;
		} catch {
			return null;
		}
	}
}
