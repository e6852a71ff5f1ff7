/** An answer that every anonymous visitor gets. */
export interface KeptAnswer {
	status: number;
	headers: Record<string, string>;
	/** Its body, in the pieces that it came in, as it is and by the encodings that somebody has asked for. */
	bodies: Map<Encoding, Body>;
}

export type Body = readonly Buffer[];

export type Encoding = 'identity' | 'gzip' | 'br';

/** An answer beyond this share of the memory would push out too many others. */
const largestShare = 1 / 16;
/** What an answer takes besides its bodies: headers, key, entries of maps. */
const overhead = 2_000;

/** Larger answers are kept once they are asked for again: whoever leafs through everything pushes nobody out. */
const largeBytes = 256_000;
/** Addresses of large answers that are remembered for it, whatever the records were when they were asked for. */
const mostAskedOnce = 2_000;

function bytesOf({ bodies }: KeptAnswer): number {
	let bytes = overhead;
	for (const body of bodies.values()) bytes += bodyLength(body);
	return bytes;
}

/** How many bytes there are in all pieces. */
export function bodyLength(body: Body): number {
	return body.reduce((bytes, piece) => bytes + piece.length, 0);
}

/** Answers by address, as long as the records stand as they stood; the one that was not asked for longest goes first. */
export class KeptAnswers {
	readonly #memoryBytes: number;
	readonly #answers = new Map<string, KeptAnswer>();
	readonly #bytes = new Map<string, number>();
	readonly #askedOnce = new Set<string>();
	#version = '';
	#used = 0;

	/** @param memoryBytes what all of them may take */
	constructor(memoryBytes: number) {
		this.#memoryBytes = memoryBytes;
	}

	/** @param version of the records now: answers of another one are let go */
	get(key: string, version: string): KeptAnswer | undefined {
		this.#follow(version);
		const answer = this.#answers.get(key);
		if (answer === undefined) return undefined;
		this.#answers.delete(key);
		this.#answers.set(key, answer);
		return answer;
	}

	/**
	 * Keeps an answer that was just made, if it is worth it.
	 * @param version of the records it was made of
	 * @returns whether it is kept
	 */
	keep(key: string, version: string, answer: KeptAnswer): boolean {
		if (version !== this.#version && this.#version !== '') return false;
		this.#follow(version);
		if (bytesOf(answer) <= largeBytes || this.#isAskedAgain(key)) this.#fit(key, answer);
		return this.#answers.get(key) === answer;
	}

	/** Counts an answer anew after a body was added to it, where it is kept. */
	recount(key: string, answer: KeptAnswer): void {
		if (this.#answers.get(key) === answer) this.#fit(key, answer);
	}

	#fit(key: string, answer: KeptAnswer): void {
		this.#remove(key);
		const bytes = bytesOf(answer);
		if (bytes > this.#memoryBytes * largestShare) return;
		this.#answers.set(key, answer);
		this.#bytes.set(key, bytes);
		this.#used += bytes;
		for (const oldest of this.#answers.keys()) {
			if (this.#used <= this.#memoryBytes) return;
			this.#remove(oldest);
		}
	}

	#isAskedAgain(key: string): boolean {
		if (this.#askedOnce.has(key)) return true;
		const [oldest] = this.#askedOnce;
		if (this.#askedOnce.size >= mostAskedOnce && oldest !== undefined)
			this.#askedOnce.delete(oldest);
		this.#askedOnce.add(key);
		return false;
	}

	#follow(version: string): void {
		if (version === this.#version) return;
		this.#version = version;
		this.#answers.clear();
		this.#bytes.clear();
		this.#used = 0;
	}

	#remove(key: string): void {
		this.#used -= this.#bytes.get(key) ?? 0;
		this.#bytes.delete(key);
		this.#answers.delete(key);
	}
}
