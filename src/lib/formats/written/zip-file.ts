import { closeSync, openSync, readSync } from 'node:fs';
import { Zip, ZipDeflate } from 'fflate';
import { FileWriter } from './file-writer.ts';

/** Fast rather than small: what is written is text that repeats itself. */
const level = 1;
const pieceLength = 256 * 1024;

/** A zip archive that is written entry by entry, each in pieces. */
export class ZipFile {
	readonly #file: FileWriter;
	readonly #archive: Zip;
	#fault: Error | null = null;

	constructor(path: string) {
		this.#file = new FileWriter(path);
		this.#archive = new Zip((fault, chunk) => {
			if (fault) this.#fault = fault;
			else this.#file.bytes(chunk);
		});
	}

	/** Begins an entry. @returns what takes its text, and ends it with `null` */
	entry(name: string): (text: string | null) => void {
		const entry = new ZipDeflate(name, { level });
		this.#archive.add(entry);
		let pending = '';
		const push = (isLast: boolean) => {
			entry.push(Buffer.from(pending, 'utf8'), isLast);
			pending = '';
			if (this.#fault) throw this.#fault;
		};
		return (text) => {
			pending += text ?? '';
			if (text === null || pending.length > pieceLength) push(text === null);
		};
	}

	/** An entry that is there as a whole. */
	add(name: string, text: string): void {
		const write = this.entry(name);
		write(text);
		write(null);
	}

	/** An entry from a file, in pieces. */
	addFile(name: string, path: string): void {
		const entry = new ZipDeflate(name, { level });
		this.#archive.add(entry);
		const file = openSync(path, 'r');
		for (let count = pieceLength; count > 0;) {
			const piece = new Uint8Array(pieceLength);
			count = readSync(file, piece, 0, pieceLength, null);
			entry.push(piece.subarray(0, count), count === 0);
		}
		closeSync(file);
		if (this.#fault) throw this.#fault;
	}

	close(): void {
		this.#archive.end();
		this.#file.close();
	}
}
