import type { Map } from 'maplibre-gl';
import { m } from '#lib/paraglide/messages.js';
import type { IconName } from '#lib/ui/Icon.svelte';

export interface MapButton {
	icon: IconName;
	label: string;
	act: () => void;
}

/** Nearer and farther, on the map of the moment. */
export function zoomButtons(map: () => Map | null | undefined): MapButton[] {
	return [
		{ icon: 'plus', label: m.map_zoom_in(), act: () => map()?.zoomIn() },
		{ icon: 'minus', label: m.map_zoom_out(), act: () => map()?.zoomOut() }
	];
}
