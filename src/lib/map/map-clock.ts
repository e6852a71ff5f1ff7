import type { Map as MapLibreMap } from 'maplibre-gl';

/** The page's own performance marks: when the map first shows the territory, and how long each answer takes. */
export class MapClock {
	#settled = false;
	#measured = -1;

	/** The map shows the territory, and goes where a finger moves it. */
	shown(): void {
		performance.mark('forgeterre:map-shown');
	}

	/** The map has nothing left to draw. @param ready whether the territory's records are on it */
	idle(map: MapLibreMap, ready: boolean): void {
		this.#measureAnswer();
		if (this.#settled || !ready) return;
		this.#settled = true;
		performance.mark('forgeterre:map-idle');
		// Pages that embed the map, and tests, get hold of it here.
		const detail = { bubbles: true, detail: map };
		map.getContainer().dispatchEvent(new CustomEvent('forgeterre:map', detail));
	}

	/** Time from a change of criteria to the map that shows its answer. */
	#measureAnswer(): void {
		const asked = performance.getEntriesByName('forgeterre:asked').at(-1);
		if (!asked || asked.startTime === this.#measured) return;
		this.#measured = asked.startTime;
		performance.measure('forgeterre:answered', { start: this.#measured });
	}
}
