/**
 * One byte a plot, four of which are read as one word: counting over a territory is then a matter of microseconds.
 * Bytes beyond the last plot are 1, which neither fails nor counts.
 */
export interface ByteColumn {
	bytes: Uint8Array;
	words: Uint32Array;
}

const lowBits = 0x01010101;
const highBits = 0x80808080;

/** A column of so many bytes, each 0. */
export function byteColumn(count: number): ByteColumn {
	const buffer = new ArrayBuffer(4 * Math.ceil(count / 4));
	const column = { bytes: new Uint8Array(buffer, 0, count), words: new Uint32Array(buffer) };
	clear(column);
	return column;
}

/** Sets each byte to 0 again. */
export function clear({ bytes, words }: ByteColumn): void {
	words.fill(0);
	new Uint8Array(words.buffer).fill(1, bytes.length);
}

/** Adds 1 to `failures` wherever a verdict is 0 (fail); answers how many are. */
export function countFailures(verdicts: ByteColumn, failures: ByteColumn | null): number {
	let count = 0;
	for (let at = 0; at < verdicts.words.length; at += 1) {
		const word = verdicts.words[at] as number;
		// A verdict is 0, 1 or 2: it fails when neither of its two bits is set.
		const failing = ~(word | (word >>> 1)) & lowBits;
		count += Math.imul(failing, lowBits) >>> 24;
		if (failures !== null) failures.words[at] = (failures.words[at] as number) + failing;
	}
	return count;
}

/** Indexes of the bytes that are 0, written to `found`, which the answer is a part of. */
export function indexesOfZero({ bytes, words }: ByteColumn, found: Uint32Array): Uint32Array {
	let count = 0;
	for (let at = 0; at < words.length; at += 1) {
		const word = words[at] as number;
		if (((word - lowBits) & ~word & highBits) === 0) continue;
		// Without a branch: each index is written, and only those of a 0 are kept.
		for (let index = 4 * at; index < 4 * at + 4; index += 1) {
			found[count] = index;
			count += Number(bytes[index] === 0);
		}
	}
	return found.subarray(0, count);
}
