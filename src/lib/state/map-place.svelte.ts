import type { LngLat } from '#lib/domain/feature.ts';
import type { AreaPart } from '#lib/geo/combine-areas.ts';

/** Where a map looks: its centre in degrees, and how near, in MapLibre's zoom. */
export interface MapView {
	centre: LngLat;
	zoom: number;
}

/** Degrees are written to half a pixel of the zoom. */
function decimalsAt(zoom: number): number {
	return Math.max(2, Math.ceil(Math.log10((512 * 2 ** zoom) / 360 / 0.5)));
}

/** A view as an address writes it: latitude, longitude and zoom, each as precise as it can be seen. */
export function viewText({ centre: [lng, lat], zoom }: MapView): string {
	const decimals = decimalsAt(zoom);
	return [lat.toFixed(decimals), lng.toFixed(decimals), zoom.toFixed(2)].map(Number).join(',');
}

/** Where the map of a page looks, who has moved it there, where an address sends it, and what is done on it. */
export class MapPlace {
	/** Null while it shows the whole territory, as it opens. */
	view = $state.raw<MapView | null>(null);
	/** What an address asks to be shown, null for the whole territory; each new one is gone to once. */
	sent = $state.raw<{ view: MapView | null } | null>(null);
	/** What is done with the outline that is being drawn: null where it is an area of its own. */
	part = $state.raw<AreaPart | null>(null);
	/** Whether somebody measures on it: clicks are theirs. */
	measuring = $state.raw(false);
	/** Whether the visitor moved the map last, and not the page. */
	byVisitor = false;
	/** The view that shows the whole territory; null before there is a map. */
	whole: MapView | null = null;
	#settled: readonly unknown[] = [];

	/** A view that shows the whole territory needs no word in an address. */
	opensOn(view: MapView): void {
		this.whole = view;
		this.view = null;
	}

	/** The map came to rest. */
	moved(view: MapView, byVisitor: boolean): void {
		const text = viewText(view);
		if (this.view !== null && viewText(this.view) === text) return;
		this.byVisitor = byVisitor;
		const isWhole = this.whole !== null && text === viewText(this.whole);
		this.view = isWhole ? null : view;
	}

	/**
	 * Sends the map where an address says.
	 * @param view null for the whole territory, `framed` where something of the address has the map frame it
	 * @param settled what came with the address, and is not to be framed
	 */
	send(view: MapView | 'framed' | null, settled: readonly unknown[]): void {
		this.byVisitor = false;
		if (view !== 'framed') {
			this.view = view;
			this.sent = { view };
		}
		this.#settled = settled;
	}

	/** Takes a thing in place of one that was framed, or came with an address: nothing moves the map for it. */
	settle(thing: unknown): void {
		this.#settled = [...this.#settled, thing];
	}

	/** Whether something came with an address that says where the map looks: then nothing moves the map for it. */
	isSettled(thing: unknown): boolean {
		return this.#settled.includes(thing);
	}
}
