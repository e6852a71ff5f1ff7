import type { Feature, Geometry } from 'geojson';
import { joined } from '../answers/lent-memory.ts';

/**
 * The features of a collection as text, in memory that all threads share: they are made once, by the database, and
 * sent as they are. Features stand one behind the other with a comma between, in the order of their keys.
 */
export interface ClassText {
	/** UTF-8. */
	bytes: SharedArrayBuffer;
	/** Feature i begins at `starts[i]` and ends one byte before `starts[i + 1]`; one number more than features. */
	starts: Float64Array;
	count: number;
}

const [lineBreak, comma] = [0x0a, 0x2c];

/**
 * Lines as they stand in a list, commas between: no line break stands within one.
 * @param lines become the list where they are
 */
export function listOfLines({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
	const list = Buffer.from(buffer, byteOffset, byteLength);
	for (let at = list.indexOf(lineBreak); at !== -1; at = list.indexOf(lineBreak, at + 1))
		list[at] = comma;
	return list;
}

/** Gathers pages of features, one a line, as they come. */
export class ClassTextBuilder {
	readonly #pages: Uint8Array[] = [];
	readonly #starts: number[] = [0];
	#length = 0;

	/** @param lines UTF-8: GeoJSON features, one a line, without a last line break; none when empty */
	add(lines: Uint8Array): void {
		if (lines.length === 0) return;
		const page = new Uint8Array(lines.length + 1);
		page.set(lines);
		page[lines.length] = lineBreak;
		for (let at = page.indexOf(lineBreak); at !== -1; at = page.indexOf(lineBreak, at + 1)) {
			page[at] = comma;
			this.#starts.push(this.#length + at + 1);
		}
		this.#pages.push(page);
		this.#length += page.length;
	}

	/** How many bytes have come. */
	get length(): number {
		return this.#length;
	}

	finish(): ClassText {
		const bytes = new SharedArrayBuffer(this.#length);
		const target = new Uint8Array(bytes);
		let at = 0;
		for (const page of this.#pages) {
			target.set(page, at);
			at += page.length;
		}
		const starts = new Float64Array(
			new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * this.#starts.length)
		);
		starts.set(this.#starts);
		return { bytes, starts, count: starts.length - 1 };
	}
}

/** Feature i, parsed. */
export function featureAt({ bytes, starts }: ClassText, index: number): Feature<Geometry | null> {
	const line = Buffer.from(bytes).subarray(starts[index], (starts[index + 1] ?? 1) - 1);
	return JSON.parse(line.toString('utf8')) as Feature<Geometry | null>;
}

/** A piece costs on its way what copying some ten kilobytes does. */
const mostPieces = 16;

/** Where features begin and end that stand one behind the other, the comma behind them included. */
function boundsOf(starts: Float64Array, indexes: ArrayLike<number>): number[] {
	const bounds: number[] = [];
	let next = -1;
	for (let at = 0; at < indexes.length; at += 1) {
		const index = indexes[at] as number;
		const end = starts[index + 1] as number;
		if (index === next) bounds[bounds.length - 1] = end;
		else bounds.push(starts[index] as number, end);
		next = index + 1;
	}
	return bounds;
}

/**
 * Some features as they stand in a list, commas between them: in pieces that nobody copied yet, or in one where they
 * would be many.
 * @param indexes ascending
 */
export function featuresText(
	{ bytes, starts }: ClassText,
	indexes: ArrayLike<number>
): (Buffer & Partial<Disposable>)[] {
	if (indexes.length === 0) return [];
	const all = Buffer.from(bytes);
	const bounds = boundsOf(starts, indexes);
	// The comma behind the last is left out.
	bounds.push((bounds.pop() as number) - 1);
	if (bounds.length > 2 * mostPieces) return [joined(all, bounds)];
	const begins = bounds.filter((_, at) => at % 2 === 0);
	return begins.map((begin, at) => all.subarray(begin, bounds[2 * at + 1]));
}
