import type { Map as MapLibreMap } from 'maplibre-gl';
import type { SourceVerdicts } from './map-layer.ts';

/** Keeps the feature states of a map in step with the verdicts, writing only those that have changed. */
export class VerdictPainter {
	/** What each source shows, by the source itself: one that is made anew has nothing. */
	readonly #painted = new WeakMap<object, Uint8Array>();

	/** Writes `verdict` into the state of every feature whose verdict is another than shown. */
	paint(map: MapLibreMap, list: readonly SourceVerdicts[]): void {
		for (const { sources, verdicts } of list)
			for (const id of sources) this.#source(map, id, verdicts);
	}

	#source(map: MapLibreMap, id: string, verdicts: Uint8Array): void {
		const source = map.getSource(id);
		if (!source) return;
		const painted = this.#painted.get(source);
		if (painted === verdicts) return;
		for (let feature = 0; feature < verdicts.length; feature += 1) {
			const verdict = verdicts[feature];
			if (verdict !== (painted?.[feature] ?? 0))
				map.setFeatureState({ source: id, id: feature }, { verdict });
		}
		this.#painted.set(source, verdicts);
	}
}
