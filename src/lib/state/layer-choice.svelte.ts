import { isHiddenAtFirst, layerNames, type LayerName } from './layer-names.ts';

export const baseMaps = ['built-in', 'plan', 'orthophotos', 'own'] as const;
export type BaseMap = (typeof baseMaps)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const baseMapKey = 'forgeterre-base-map';

/** Which layers, base map and theme the visitor chose. */
export class LayerChoice {
	/** Layers that the visitor has shown or hidden, against what would stand. */
	#words = $state.raw<Readonly<Partial<Record<LayerName, boolean>>>>({});
	/** Layers that a question has brought. */
	#revealed = $state.raw<readonly LayerName[]>([]);
	baseMap = $state.raw<BaseMap>('built-in');
	/** The base map that the visitor, or the address, asks for by name on this page. */
	askedBase = $state.raw<BaseMap | null>(null);
	/** The operator's own base map and whose it is; null where there is none. */
	own = $state.raw<{ attribution: string } | null>(null);
	/** The base map that was wanted and did not answer. */
	failedBaseMap = $state.raw<BaseMap | null>(null);
	theme = $state.raw<Theme>('system');

	/** Layers that an address has to name: shown, and hidden, by the visitor's word. */
	readonly shown = $derived(layerNames.filter((layer) => this.#words[layer] === true));
	readonly hidden = $derived(layerNames.filter((layer) => this.#words[layer] === false));

	isShown(layer: LayerName): boolean {
		return this.#words[layer] ?? this.#stands(layer);
	}

	/** Whether a layer is shown where the visitor says nothing. */
	#stands(layer: LayerName): boolean {
		return this.#revealed.includes(layer) || !isHiddenAtFirst(layer);
	}

	/** Shows what a question is about, unless the visitor has hidden it. */
	reveal(layer: LayerName) {
		if (!this.#stands(layer)) this.#revealed = [...this.#revealed, layer];
	}

	toggle(layer: LayerName) {
		const shown = !this.isShown(layer);
		const others = Object.entries(this.#words).filter(([name]) => name !== layer);
		this.#words = Object.fromEntries(
			shown === this.#stands(layer) ? others : [...others, [layer, shown]]
		);
	}

	/** Takes the layers that an address names. */
	restore(shown: readonly LayerName[], hidden: readonly LayerName[]) {
		this.#words = Object.fromEntries([
			...shown.map((layer) => [layer, true] as const),
			...hidden.map((layer) => [layer, false] as const)
		]);
	}

	/** Shows the base map of an address that the visitor comes back to. */
	comeBackTo(baseMap: BaseMap) {
		if (baseMap === this.askedBase) return;
		this.changes += 1;
		this.askedBase = baseMap;
		this.show(baseMap);
	}

	/** How often the visitor has chosen a base map on this page. */
	changes = 0;

	/** What the visitor chooses, and finds again next time. */
	choose(baseMap: BaseMap) {
		this.changes += 1;
		this.askedBase = baseMap;
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
