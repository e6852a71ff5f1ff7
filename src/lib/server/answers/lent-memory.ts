/** Smaller ones are cheap to allocate; larger ones are rare, and would hold too much. */
const [leastBytes, mostBytes] = [256_000, 4_000_000];
/** What stands ready for the next ones, at most. */
const mostFree = 8;

const free: ArrayBuffer[] = [];

/**
 * Parts of some bytes in one. What is large takes memory that is used again: to allocate two megabytes a page, and to
 * have them collected, costs more than to write the page. Whoever is done with it for good disposes of it, and its bytes
 * may be overwritten from then on; what nobody disposes of is collected as any other.
 * @param bounds where each part begins and ends, in bytes: begin, end, begin, end…
 */
export function joined(source: Buffer, bounds: readonly number[]): Buffer & Partial<Disposable> {
	let bytes = 0;
	for (let at = 0; at < bounds.length; at += 2)
		bytes += (bounds[at + 1] as number) - (bounds[at] as number);
	const isLent = bytes >= leastBytes && bytes <= mostBytes;
	let lent: ArrayBuffer | null = isLent ? memoryFor(bytes) : new ArrayBuffer(bytes);
	const all = Buffer.from(lent, 0, bytes);
	for (let [at, to] = [0, 0]; at < bounds.length; at += 2)
		to += source.copy(all, to, bounds[at], bounds[at + 1]);
	if (!isLent) return all;
	const dispose = () => {
		if (lent) free.push(lent);
		if (free.length > mostFree) free.shift();
		lent = null;
	};
	return Object.assign(all, { [Symbol.dispose]: dispose });
}

/**
 * Bytes whose memory is given back as soon as somebody disposes of them, not when it is collected: what passes through
 * at a hundred megabytes a second would have everything collected several times a second. Only for what nobody else
 * has, and no thread still reads. What is small, or a small part of its memory, is left as it is.
 */
export function passing(bytes: Buffer): Buffer & Partial<Disposable> {
	const { buffer, byteLength } = bytes;
	const isAlone = byteLength >= leastBytes && byteLength >= 0.9 * buffer.byteLength;
	if (!isAlone || !(buffer instanceof ArrayBuffer)) return bytes;
	const dispose = () => {
		if (!buffer.detached) buffer.transfer(0);
	};
	return Object.assign(bytes, { [Symbol.dispose]: dispose });
}

function memoryFor(bytes: number): ArrayBuffer {
	const at = free.findIndex(({ byteLength }) => byteLength >= bytes && byteLength < 2 * bytes);
	const [memory] = at === -1 ? [] : free.splice(at, 1);
	// An eighth more: pages of as many features are of about the same size.
	return memory ?? new ArrayBuffer(Math.ceil((bytes * 9) / 8));
}
