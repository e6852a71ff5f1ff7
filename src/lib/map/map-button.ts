import type { Map } from 'maplibre-gl';
import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/Icon.svelte';

export interface MapButton {
	icon: IconName;
	label: string;
	act: () => void;
	/** Whether what it opens is open; absent for what opens nothing. */
	expanded?: boolean;
}

/** What a move of the map carries that the visitor asks for by a button, as a pointer's moves carry their event. */
export const byVisitor = { byVisitor: true };
/** What a move carries that shows the whole territory, as the map opens. */
export const toWhole = { toWhole: true };

/** Nearer and farther, on the map of the moment. */
export function zoomButtons(map: () => Map | null | undefined): MapButton[] {
	return [
		{ icon: 'plus', label: m.map_zoom_in(), act: () => map()?.zoomIn({}, byVisitor) },
		{ icon: 'minus', label: m.map_zoom_out(), act: () => map()?.zoomOut({}, byVisitor) }
	];
}
