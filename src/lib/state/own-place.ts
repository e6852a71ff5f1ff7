import type { LngLat } from '#lib/domain/feature.ts';
import { placeAround, type FoundPlace } from '#lib/search/find/suggestion.ts';

/** Where the visitor is, as a place of the map: no address tells it. @param degrees around it that are shown */
export function ownPlace(name: string, position: LngLat, degrees: number): FoundPlace {
	return { ...placeAround(name, position, degrees), isOwn: true };
}
