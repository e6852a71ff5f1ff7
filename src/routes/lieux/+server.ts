import { exampleParcelId, parcelId } from '#lib/domain/parcel-id.ts';
import { longestAddress, shortestAddress } from '#lib/search/find/outside-places.ts';
import { appGeocoder, waitForPlaces } from '#lib/server/geocoding/app-geocoder.ts';
import type { Asked } from '#lib/server/geocoding/geocoder.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { RequestHandler } from './$types';

/** What somebody looks for is kept by nobody on the way. */
const headers = { 'cache-control': 'no-store' };

/**
 * Addresses, named places and parcels: `?texte=` of 3 to 120 characters, or `?parcelle=` of 14. Answers `OutsidePlaces`,
 * also where the service is silent; 400 for a bad question, 429 with `retry-after` in seconds for too many.
 */
export const GET: RequestHandler = async (event) => {
	const wait = waitForPlaces(event);
	if (wait > 0) {
		const message = `Trop de recherches : attendez ${wait} s.`;
		return Response.json(
			{ message },
			{ status: 429, headers: { ...headers, 'retry-after': String(wait) } }
		);
	}
	const asked = await askedOf(event.url.searchParams);
	return typeof asked === 'string'
		? Response.json({ message: asked }, { status: 400, headers })
		: Response.json(await appGeocoder().find(asked), { headers });
};

/** What is looked for, or what is wrong with it. */
async function askedOf(parameters: URLSearchParams): Promise<Asked | string> {
	const parcel = parameters.get('parcelle');
	if (parcel !== null) {
		if (parcelId.test(parcel)) return { parcel };
		return `parcelle : reçu « ${parcel.slice(0, 30)} », attendu 14 caractères, par exemple ${exampleParcelId}.`;
	}
	const text = (parameters.get('texte') ?? '').replace(/\s+/g, ' ').trim();
	if (text.length < shortestAddress || text.length > longestAddress)
		return `texte : reçu ${text.length} caractères, attendu de ${shortestAddress} à ${longestAddress}.`;
	const { ask } = await readTerritory();
	const box = await ask.bounds();
	return { text, near: box === null ? null : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] };
}
