import type { LngLat } from '#lib/domain/feature.ts';
import type { OutsidePlace, OutsidePlaces } from '#lib/search/find/outside-places.ts';
import { RestingService } from '../outside/resting-service.ts';
import { readAnswer } from './read-answer.ts';

/** What is looked for: a text, or a parcel by its 14 characters. */
export type Asked = { text: string; near: LngLat | null } | { parcel: string };

export interface GeocoderOptions {
	/** Base address of the service, as FORGETERRE_GEOCODING_URL says it; null where none is asked. */
	address: string | null;
	/** Longest wait for an answer, in ms: somebody is typing. */
	patience?: number;
	now?: () => number;
}

/** A handful of places takes some kilobytes. */
const mostBytes = 128 * 1024;
const mostPlaces = 5;

/** Asks a geocoding service of the shape of the Géoplateforme's: bounded, remembered, and never waited for long. */
export class Geocoder {
	readonly #address: string | null;
	readonly #service: RestingService<OutsidePlace[]>;

	constructor({ address, patience = 1_000, now = Date.now }: GeocoderOptions) {
		this.#address = address;
		const name = 'Le service d’adresses';
		this.#service = new RestingService({ name, patience, mostBytes, now });
	}

	/** Places for what is looked for; says so where the service gives no answer. Never throws. */
	async find(asked: Asked): Promise<OutsidePlaces> {
		if (this.#address === null) return { service: 'off', places: [] };
		const answer = await this.#service.ask(
			`${this.#address}/search?${parametersOf(asked).toString()}`,
			(bytes) => readAnswer(bytes, 'parcel' in asked ? asked.parcel : null).slice(0, mostPlaces)
		);
		return answer === null
			? { service: 'silent', places: [] }
			: { service: 'answering', places: answer };
	}
}

function parametersOf(asked: Asked): URLSearchParams {
	if ('parcel' in asked) return parcelParameters(asked.parcel);
	const { text, near } = asked;
	const parameters = new URLSearchParams({
		...{ q: text, index: 'address,poi', autocomplete: '1', limit: String(mostPlaces) }
	});
	// Of two streets of a name, the one that is nearer to the territory comes first.
	if (near !== null) {
		parameters.set('lon', near[0].toFixed(2));
		parameters.set('lat', near[1].toFixed(2));
	}
	return parameters;
}

function parcelParameters(id: string): URLSearchParams {
	const overseas = id.startsWith('97') ? 3 : 2;
	return new URLSearchParams({
		index: 'parcel',
		departmentcode: id.slice(0, overseas),
		municipalitycode: id.slice(overseas, 5),
		oldmunicipalitycode: id.slice(5, 8),
		section: id.slice(8, 10),
		number: id.slice(10),
		limit: '1'
	});
}
