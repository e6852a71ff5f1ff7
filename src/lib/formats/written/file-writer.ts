import { closeSync, openSync, writeSync } from 'node:fs';

const pieceLength = 256 * 1024;

/** Writes a file from its beginning to its end, in pieces. */
export class FileWriter {
	readonly #file: number;
	#pending = '';
	/** How many bytes have been written. */
	length = 0;

	constructor(path: string) {
		this.#file = openSync(path, 'w');
	}

	text(text: string): void {
		this.#pending += text;
		if (this.#pending.length > pieceLength) this.#flush();
	}

	bytes(bytes: Uint8Array): void {
		this.#flush();
		this.#write(bytes, null);
	}

	/** Writes over what was written already. */
	over(position: number, bytes: Uint8Array): void {
		this.#flush();
		this.#write(bytes, position);
	}

	close(): void {
		this.#flush();
		closeSync(this.#file);
	}

	#flush(): void {
		if (this.#pending === '') return;
		const bytes = Buffer.from(this.#pending, 'utf8');
		this.#pending = '';
		this.#write(bytes, null);
	}

	#write(bytes: Uint8Array, position: number | null): void {
		let written = 0;
		while (written < bytes.length) {
			const at = position === null ? this.length : position + written;
			const count = writeSync(this.#file, bytes, written, bytes.length - written, at);
			written += count;
			if (position === null) this.length += count;
		}
	}
}
