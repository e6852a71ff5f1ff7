import type { LngLat } from '#lib/domain/feature.ts';
import type { OutsidePlace, OutsidePlaces } from '#lib/search/find/outside-places.ts';
import { fetchBytes, SyncError } from '#lib/server/sync/resilient-fetch.ts';
import { readAnswer, StrangeAnswer } from './read-answer.ts';

/** What is looked for: a text, or a parcel by its 14 characters. */
export type Asked = { text: string; near: LngLat | null } | { parcel: string };

export interface GeocoderOptions {
	/** Base address of the service, as FORGETERRE_GEOCODING_URL says it; null where none is asked. */
	address: string | null;
	/** Longest wait for an answer, in ms: somebody is typing. */
	patience?: number;
	now?: () => number;
}

/** Answers kept, the oldest forgotten first. */
const mostKept = 500;
/** How long an answer holds, in ms. */
const holds = 10 * 60_000;
/** How long a service that fails is left alone, in ms: what the Géoplateforme asks for after a 429. */
const rests = 5_000;
/** A handful of places takes some kilobytes. */
const mostBytes = 128 * 1024;
const mostPlaces = 5;

/** Asks a geocoding service of the shape of the Géoplateforme's: bounded, remembered, and never waited for long. */
export class Geocoder {
	readonly #options: Required<GeocoderOptions>;
	readonly #kept = new Map<string, { places: OutsidePlace[]; until: number }>();
	/** Questions that wait for an answer: who asks the same waits with them. */
	readonly #asking = new Map<string, Promise<OutsidePlaces>>();
	#restsUntil = 0;

	constructor(options: GeocoderOptions) {
		this.#options = { patience: 1_000, now: Date.now, ...options };
	}

	/** Places for what is looked for; says so where the service gives no answer. Never throws. */
	async find(asked: Asked): Promise<OutsidePlaces> {
		const { address, now } = this.#options;
		if (address === null) return { service: 'off', places: [] };
		const url = `${address}/search?${parametersOf(asked).toString()}`;
		const kept = this.#kept.get(url);
		if (kept && kept.until > now()) return { service: 'answering', places: kept.places };
		if (now() < this.#restsUntil) return { service: 'silent', places: [] };
		const waiting = this.#asking.get(url);
		if (waiting) return waiting;
		const answer = this.#ask(url, 'parcel' in asked ? asked.parcel : null).finally(() =>
			this.#asking.delete(url)
		);
		this.#asking.set(url, answer);
		return answer;
	}

	async #ask(url: string, parcel: string | null): Promise<OutsidePlaces> {
		const { patience, now } = this.#options;
		const limits = { timeoutMs: patience, attempts: 1, backoffMs: 0, mostBytes };
		try {
			const places = readAnswer(await fetchBytes(url, limits), parcel).slice(0, mostPlaces);
			this.#keep(url, places);
			return { service: 'answering', places };
		} catch (fault) {
			if (!(fault instanceof SyncError || fault instanceof StrangeAnswer)) throw fault;
			// Said once a rest, and without what the visitor typed.
			if (now() >= this.#restsUntil)
				console.warn(`Le service d’adresses ne répond pas : ${reasonOf(fault)}.`);
			this.#restsUntil = now() + rests;
			return { service: 'silent', places: [] };
		}
	}

	#keep(url: string, places: OutsidePlace[]) {
		const [oldest] = this.#kept.keys();
		if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
		this.#kept.set(url, { places, until: this.#options.now() + holds });
	}
}

/** Why, without the address that was asked: it holds what somebody typed. */
function reasonOf(fault: Error): string {
	if (fault instanceof StrangeAnswer) return fault.message;
	return fault.message.replace(/^\S+ : /, '').replace(/\.$/, '');
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
