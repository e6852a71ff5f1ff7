import { putWithin } from '#lib/domain/put-within.ts';
import { bodyWithin } from '#lib/server/sync/resilient-fetch.ts';
import { tileMedia } from './tile-media.ts';

interface TileLimits {
	/** Longest wait for all tiles of a map, in ms. */
	patience: number;
	/** Longest tile, and all tiles of a map together, in bytes. */
	mostOfOne: number;
	mostOfAll: number;
}

const usual: TileLimits = {
	...{ patience: 8_000, mostOfOne: 512 * 1024, mostOfAll: 16 * 1024 * 1024 }
};
/** Tiles that are asked for at the same time: a browser asks for as many. */
const atOnce = 6;
/** Maps whose tiles are fetched at the same time; another one does without. */
const mostMaps = 2;
/** What WMTS answers for a tile that lies beyond its ground: TileOutOfRange, or nothing there. */
const missing = [400, 404];
/** Tiles kept, the oldest forgotten first: a title is changed, and the map is printed again. */
const mostKept = 400;

/** A service that does not give what it is asked. */
class SilentService extends Error {
	override name = 'SilentService';
}

/** The tiles of a base map as pictures that a document holds: bounded in time, in number and in bytes. */
export class TilePictures {
	readonly #limits: TileLimits;
	readonly #kept = new Map<string, string | null>();
	#maps = 0;

	constructor(limits: Partial<TileLimits> = {}) {
		this.#limits = { ...usual, ...limits };
	}

	/**
	 * Each tile as `data:`, null for one that the service does not have (what lies beyond its ground). Null instead of all
	 * where it is late, fails, answers with anything else, or is being asked for other maps. Never throws for what it does.
	 */
	async fetch(addresses: readonly string[]): Promise<(string | null)[] | null> {
		if (this.#maps >= mostMaps) return null;
		this.#maps += 1;
		const ended = new AbortController();
		try {
			return await this.#fetchAll(addresses, ended);
		} catch (fault) {
			if (!(fault instanceof SilentService)) throw fault;
			console.warn(`Le service des fonds de carte ne répond pas : ${fault.message}.`);
			return null;
		} finally {
			ended.abort();
			this.#maps -= 1;
		}
	}

	async #fetchAll(addresses: readonly string[], ended: AbortController) {
		const { patience, mostOfAll } = this.#limits;
		const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(patience)]);
		const pictures: (string | null)[] = [];
		const waiting = addresses.entries();
		let length = 0;
		// All draw from the same list: each tile is fetched by whoever is free.
		const fetchNext = async () => {
			for (const [at, address] of waiting) {
				const picture = await this.#one(address, signal);
				length += picture?.length ?? 0;
				if (length > mostOfAll) throw new SilentService(`plus de ${mostOfAll} octets`);
				pictures[at] = picture;
			}
		};
		await Promise.all(Array.from({ length: atOnce }, fetchNext));
		return pictures;
	}

	async #one(address: string, signal: AbortSignal): Promise<string | null> {
		const kept = this.#kept.get(address);
		if (kept !== undefined) return kept;
		const bytes = await this.#bytes(address, signal);
		const media = bytes && tileMedia(bytes);
		if (bytes && !media) throw new SilentService('la réponse n’est pas une tuile');
		const picture =
			bytes && `data:${String(media)};base64,${Buffer.from(bytes).toString('base64')}`;
		putWithin(this.#kept, mostKept, address, picture);
		return picture;
	}

	/** Null for a tile that the service does not have. */
	async #bytes(address: string, signal: AbortSignal): Promise<Uint8Array | null> {
		const { mostOfOne, patience } = this.#limits;
		let answer: Response;
		let bytes: Uint8Array | null;
		try {
			answer = await fetch(address, { signal });
			bytes = await bodyWithin(answer, mostOfOne);
		} catch {
			throw new SilentService(
				signal.aborted ? `pas de réponse en ${patience / 1000} s` : 'il est injoignable'
			);
		}
		if (missing.includes(answer.status)) return null;
		if (!answer.ok) throw new SilentService(`il a répondu ${answer.status}`);
		if (bytes === null) throw new SilentService(`plus de ${mostOfOne} octets pour une tuile`);
		return bytes;
	}
}
