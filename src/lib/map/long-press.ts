import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { LngLat } from '#lib/domain/feature.ts';

/** How long a finger rests before it asks for something, in milliseconds. */
const rest = 550;

/**
 * Tells where the map was pressed long with a finger, or with the other button of a mouse.
 * @returns ends it
 */
export function onLongPress(map: MapLibreMap, act: (place: LngLat) => void): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const end = () => {
		clearTimeout(timer);
	};
	const press = ({ points, lngLat }: MapTouchEvent) => {
		end();
		if (points.length === 1) timer = setTimeout(() => act([lngLat.lng, lngLat.lat]), rest);
	};
	const menu = (event: MapMouseEvent) => {
		end();
		event.preventDefault();
		act([event.lngLat.lng, event.lngLat.lat]);
	};
	const heard = [
		map.on('contextmenu', menu),
		map.on('touchstart', press),
		map.on('touchmove', end),
		map.on('touchend', end),
		map.on('touchcancel', end),
		map.on('movestart', end)
	];
	return () => {
		end();
		for (const subscription of heard) subscription.unsubscribe();
	};
}
