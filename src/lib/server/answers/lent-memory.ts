/** Smaller ones are cheap to allocate; larger ones are rare, and would hold too much. */
const [leastBytes, mostBytes] = [256_000, 4_000_000];
/** What stands ready for the next ones, at most. */
const mostFree = 8;

const free: ArrayBuffer[] = [];

/**
 * Pieces in one. What is large takes memory that is used again: to allocate two megabytes a page, and to have them
 * collected, costs more than to write the page. Whoever is done with it for good disposes of it, and its bytes may be
 * overwritten from then on; what nobody disposes of is collected as any other.
 */
export function joined(pieces: readonly Uint8Array[]): Buffer & Partial<Disposable> {
	const bytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
	if (bytes < leastBytes || bytes > mostBytes) return Buffer.concat(pieces);
	let lent: ArrayBuffer | null = memoryFor(bytes);
	const all = Buffer.from(lent, 0, bytes);
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.byteLength;
	}
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
