export type RateLimitOptions = {
	/** Attempts admitted in a window. */
	attempts: number;
	/** Length of the window, in ms. */
	window: number;
	/** Keys remembered at most; the oldest are forgotten first. */
	keys?: number;
	now?: () => number;
};

/** Counts attempts by key in windows of fixed length, in memory, in bounded room. */
export class RateLimit {
	readonly #options: Required<RateLimitOptions>;
	readonly #counts = new Map<string, { attempts: number; until: number }>();

	constructor(options: RateLimitOptions) {
		this.#options = { keys: 10_000, now: Date.now, ...options };
	}

	/** Counts an attempt; the seconds to wait when it is one too many, else 0. */
	take(key: string): number {
		const { attempts, window, keys, now } = this.#options;
		const instant = now();
		let count = this.#counts.get(key);
		if (!count || count.until <= instant) {
			this.#counts.delete(key);
			if (this.#counts.size >= keys) this.#forgetOldest();
			count = { attempts: 0, until: instant + window };
			this.#counts.set(key, count);
		}
		count.attempts++;
		return count.attempts > attempts ? Math.ceil((count.until - instant) / 1000) : 0;
	}

	#forgetOldest(): void {
		const [oldest] = this.#counts.keys();
		if (oldest !== undefined) this.#counts.delete(oldest);
	}
}

/** A visitor's address as a key: one for each IPv4 address, one for each /64 network of IPv6. */
export function addressKey(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	if (!address.includes(':')) return address;
	const [head = '', tail] = address.toLowerCase().split('::');
	const groups = head.split(':').filter(Boolean);
	if (tail !== undefined) while (groups.length < 4) groups.push('0');
	return `${groups.slice(0, 4).join(':')}::/64`;
}
