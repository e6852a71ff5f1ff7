import type { Map as MapLibreMap } from 'maplibre-gl';

/** Drawing points per point of the page while nobody sees the map. */
export const unseenPixelRatio = 0.1;
/** Longest wait for the rest of a map whose territory is there, and for the graphics processor, in milliseconds. */
const patience = 1000;
const betweenLooks = 16;

/**
 * Shows a map once it is whole. While its sources arrive one by one MapLibre draws it a dozen times; without a
 * graphics card each of these frames holds the page for as long as it takes to be drawn. Unseen they are small and
 * hold nobody, and the visitor sees one change: from the still picture to the map.
 */
export class FirstSight {
	readonly #seen: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isDue = false;
	#isLeft = false;

	/** @param seen called once with the first frame that the visitor sees */
	constructor(seen: () => void) {
		this.#seen = seen;
	}

	/** The territory is on the map: what else is missing may come within a second, or later in sight of all. */
	arrive(map: MapLibreMap): void {
		this.#timer ??= setTimeout(() => void this.#show(map), patience);
	}

	/** The map has nothing left to draw of the territory, of which it may have no contour. */
	settle(map: MapLibreMap): void {
		void this.#show(map);
	}

	/** Has an unseen frame drawn now: unless somebody waits for it, it is drawn with the first one that is seen. */
	draw(map: MapLibreMap): void {
		if (this.#isDue) return;
		const gl = contextOf(map);
		gl?.deleteSync(fenced(gl));
	}

	/** The map is taken off the page. */
	leave(): void {
		clearTimeout(this.#timer);
		this.#isLeft = true;
	}

	async #show(map: MapLibreMap): Promise<void> {
		if (this.#isDue) return;
		this.#isDue = true;
		clearTimeout(this.#timer);
		await allDrawn(contextOf(map));
		if (this.#isLeft) return;
		// Null is MapLibre's own word for the screen's ratio; its type does not know it.
		map.setPixelRatio(null as unknown as number);
		map.once('render', this.#seen);
	}
}

const contextOf = (map: MapLibreMap) => map.getCanvas().getContext('webgl2');

/** Hands the graphics processor what was asked; what is answered says when it is drawn. A flush alone may be put off. */
function fenced(gl: WebGL2RenderingContext): WebGLSync | null {
	const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
	gl.flush();
	return fence;
}

/** Waits until the graphics processor has drawn what it was given, without holding the page. */
async function allDrawn(gl: WebGL2RenderingContext | null): Promise<void> {
	const fence = gl && fenced(gl);
	if (!gl || !fence) return;
	const latest = performance.now() + patience;
	while (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) {
		if (performance.now() > latest) break;
		await new Promise((resolve) => setTimeout(resolve, betweenLooks));
	}
	gl.deleteSync(fence);
}
