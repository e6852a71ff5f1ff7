import type { Map as MapLibreMap } from 'maplibre-gl';

/** Longest time between two presses of a double click, in milliseconds. */
const doubleClickMilliseconds = 500;

/**
 * Tells whose a click on the map is. A drawing ends when the pointer goes up, and the browser sends the click, and the
 * double click, after that: what was pressed to draw, and pressed again at once, is none of what lies beneath.
 */
export class DrawingPress {
	#drew = false;
	#at = Number.NEGATIVE_INFINITY;

	/**
	 * @param drawing whether somebody is drawing as the pointer goes down
	 * @param at milliseconds, of any clock that only goes forward
	 */
	press(drawing: boolean, at: number): void {
		const again = this.#drew && at - this.#at < doubleClickMilliseconds;
		this.#drew = drawing || again;
		this.#at = at;
	}

	/** Whether the click that follows the last press belongs to a drawing. */
	get drew(): boolean {
		return this.#drew;
	}
}

/**
 * Keeps from a map what was pressed to draw on it: neither its click, nor a second press, which would stop the map as
 * it moves to show the drawing.
 * @param isDrawing whether somebody is drawing now
 * @returns ends it
 */
export function keepFromMap(map: MapLibreMap, isDrawing: () => boolean): () => void {
	const press = new DrawingPress();
	const area = map.getCanvasContainer();
	const down = ({ timeStamp }: Event) => press.press(isDrawing(), timeStamp);
	const hold = (event: Event) => {
		if (press.drew && !isDrawing()) event.stopPropagation();
	};
	const held = ['touchstart', 'mousedown', 'click', 'dblclick'];
	area.addEventListener('pointerdown', down, { capture: true });
	for (const type of held) area.addEventListener(type, hold, { capture: true });
	return () => {
		area.removeEventListener('pointerdown', down, { capture: true });
		for (const type of held) area.removeEventListener(type, hold, { capture: true });
	};
}
