import type { ProgrammeAction } from '#lib/domain/programme.ts';
import { boundingBox, unionOfBoxes } from '#lib/geo/bounding-box.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { placeMap, placeStyle } from '#lib/subjects/programme/panels/place-map.ts';
import { placesOf, type ProgrammePlace } from '#lib/subjects/programme/places.ts';

/** The places of actions with their map; the EPCI of the territory where the actions name none. */
export async function drawPlaces(actions: readonly ProgrammeAction[]) {
	const { ask } = await readTerritory();
	const named = placesOf(actions);
	const whole = named.length === 0;
	const asked = whole ? await wholeTerritory() : named;
	const { places: found, ground } = await ask.linkedPlaces({
		links: asked.map(({ genre, cible }) => ({ genre, cible }))
	});
	const byKey = new Map(found.map((place) => [`${place.genre} ${place.cible}`, place]));
	const ownOf = ({ genre, cible }: ProgrammePlace) => byKey.get(`${genre} ${cible}`);
	const places = asked.map((place) => {
		const own = ownOf(place);
		return { ...place, style: own ? placeStyle(own) : null };
	});
	const ranked = asked.flatMap((place, index) => {
		const own = ownOf(place);
		return own ? [{ ...own, rank: index + 1, name: place.nom ?? place.cible }] : [];
	});
	const box =
		unionOfBoxes(
			ranked.map(({ surface, at }) => boundingBox(surface ?? { type: 'Point', coordinates: at }))
		) ?? ground.box;
	return {
		whole,
		placeless: actions.filter(({ liens }) => liens.length === 0).length,
		places,
		drawing: box && placeMap({ places: ranked, ground, box, locale: getLocale() })
	};
}

async function wholeTerritory(): Promise<ProgrammePlace[]> {
	const { ask } = await readTerritory();
	const { epci } = await ask.placesToAnalyse();
	return epci.map(({ id, name }) => ({ genre: 'epci', cible: id, nom: name, actions: [] }));
}
