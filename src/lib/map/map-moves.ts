import type { Map as MapLibreMap, MapLibreEvent } from 'maplibre-gl';
import type { MapPlace, MapView } from '#lib/state/map-place.svelte.ts';
import { moveMilliseconds } from './frame-box.ts';
import { byVisitor, toWhole } from './map-button.ts';

/** A move that came to rest, with what it carried. */
type Moved = MapLibreEvent & Partial<typeof byVisitor> & Partial<typeof toWhole>;

function viewOf(map: MapLibreMap): MapView {
	const { lng, lat } = map.getCenter();
	return { centre: [lng, lat], zoom: map.getZoom() };
}

/** A new map, before it is moved: what it shows is the whole territory, unless an address sends it elsewhere. */
export function startMap(map: MapLibreMap, place: MapPlace): void {
	const { sent } = place;
	place.opensOn(viewOf(map));
	if (sent?.view) {
		map.jumpTo({ center: sent.view.centre, zoom: sent.view.zoom });
		place.moved(viewOf(map), false);
	}
}

/** Tells where the map came to rest, and by whom. */
export function tellMove(event: Moved, place: MapPlace): void {
	const view = viewOf(event.target);
	if (event.toWhole) place.opensOn(view);
	else place.moved(view, event.originalEvent !== undefined || event.byVisitor === true);
}

/** Goes where an address says; null is the whole territory, as it was shown. */
export function goTo(map: MapLibreMap, view: MapView | null, place: MapPlace): void {
	const there = view ?? place.whole;
	if (there === null) return;
	map.easeTo({ center: there.centre, zoom: there.zoom, duration: moveMilliseconds() / 2 });
}
