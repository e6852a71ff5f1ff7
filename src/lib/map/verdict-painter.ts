import type { Map as MapLibreMap } from 'maplibre-gl';
import type { SourceVerdicts } from './map-layer.ts';

/** Keeps the feature states of a map in step with the verdicts, writing only those that have changed. */
export class VerdictPainter {
	/** What each source shows, by the source itself: one that is made anew has nothing. */
	readonly #painted = new WeakMap<object, Uint8Array>();

	/** Writes `verdict` into the state of every feature whose verdict is another than shown. */
	paint(map: MapLibreMap, list: readonly SourceVerdicts[]): void {
		for (const { sources, verdicts, among } of list)
			for (const id of sources) this.#source(map, id, verdicts, among ?? verdicts.keys());
	}

	#source(map: MapLibreMap, id: string, verdicts: Uint8Array, features: Iterable<number>): void {
		const source = map.getSource(id);
		if (!source) return;
		const painted = this.#paintedOf(source, verdicts.length);
		for (const feature of features) {
			const verdict = verdicts[feature] as number;
			if (verdict === painted[feature]) continue;
			painted[feature] = verdict;
			map.setFeatureState({ source: id, id: feature }, { verdict });
		}
	}

	/** Room for the verdicts on so many features; what was written before stays. */
	#paintedOf(source: object, count: number): Uint8Array {
		const former = this.#painted.get(source);
		if (former && former.length >= count) return former;
		const painted = new Uint8Array(count);
		if (former) painted.set(former);
		this.#painted.set(source, painted);
		return painted;
	}
}
