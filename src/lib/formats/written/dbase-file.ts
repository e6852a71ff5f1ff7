import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { numberOf, textOf, type WrittenColumn } from './contract.ts';
import { FileWriter } from './file-writer.ts';

/** Bytes of a text that the table of a Shapefile holds. */
const longestText = 254;
const numberWidth = 24;

/** A text that has room, and whether some of it had none: never half a letter. */
function fitted(text: string): { bytes: Buffer; isCut: boolean } {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length <= longestText) return { bytes, isCut: false };
	let end = longestText;
	while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
	return { bytes: bytes.subarray(0, end), isCut: true };
}

function written({ type }: WrittenColumn, value: unknown): string {
	if (type === 'number' || type === 'integer') {
		const number = numberOf(value);
		return number === null ? '' : String(number).padStart(numberWidth).slice(0, numberWidth);
	}
	if (type === 'boolean') return typeof value === 'boolean' ? (value ? 'T' : 'F') : '';
	const text = textOf(value) ?? '';
	return type === 'date' ? text.slice(0, 10).replaceAll('-', '') : text;
}

const kinds: Record<WrittenColumn['type'], string> = {
	text: 'C',
	number: 'N',
	integer: 'N',
	boolean: 'L',
	date: 'D'
};

/** The table of a Shapefile: rows wait in a file of lines until the widths of its columns are known. */
export class DbaseFile {
	readonly #columns: readonly WrittenColumn[];
	readonly #lines: FileWriter;
	readonly #linesPath: string;
	readonly #widths: number[];
	/** Texts that had no room, by column. */
	readonly cut = new Map<string, number>();
	#count = 0;

	constructor(columns: readonly WrittenColumn[], linesPath: string) {
		this.#columns = columns;
		this.#linesPath = linesPath;
		this.#lines = new FileWriter(linesPath);
		this.#widths = columns.map(({ type }) =>
			type === 'number' || type === 'integer' ? numberWidth : type === 'date' ? 8 : 1
		);
	}

	add(properties: Readonly<Record<string, unknown>>): void {
		const cells = this.#columns.map((column, at) => {
			const cell = written(column, properties[column.name]);
			const { bytes, isCut } = fitted(cell);
			if (isCut) this.cut.set(column.name, (this.cut.get(column.name) ?? 0) + 1);
			this.#widths[at] = Math.max(this.#widths[at] ?? 1, bytes.length);
			return cell;
		});
		this.#lines.text(`${JSON.stringify(cells)}\n`);
		this.#count += 1;
	}

	/** @param names of the columns, of ten letters at most, in their order */
	async write(path: string, names: readonly string[]): Promise<void> {
		this.#lines.close();
		const file = new FileWriter(path);
		file.bytes(this.#header(names));
		const length = 1 + this.#widths.reduce((sum, width) => sum + width, 0);
		const lines = createInterface({
			input: createReadStream(this.#linesPath),
			crlfDelay: Infinity
		});
		for await (const line of lines) {
			const row = Buffer.alloc(length, ' ');
			let at = 1;
			(JSON.parse(line) as string[]).forEach((cell, column) => {
				fitted(cell).bytes.copy(row, at);
				at += this.#widths[column] ?? 0;
			});
			file.bytes(row);
		}
		file.bytes(Uint8Array.of(0x1a));
		file.close();
	}

	#header(names: readonly string[]): Buffer {
		const header = Buffer.alloc(32 + 32 * names.length + 1);
		const now = new Date();
		header.set([3, now.getUTCFullYear() - 1900, now.getUTCMonth() + 1, now.getUTCDate()]);
		header.writeUInt32LE(this.#count, 4);
		header.writeUInt16LE(header.length, 8);
		header.writeUInt16LE(1 + this.#widths.reduce((sum, width) => sum + width, 0), 10);
		names.forEach((name, at) => {
			const start = 32 + 32 * at;
			const { type = 'text' } = this.#columns[at] ?? {};
			header.write(name, start, 10, 'latin1');
			header.write(kinds[type], start + 11, 'latin1');
			header[start + 16] = this.#widths[at] ?? 1;
			header[start + 17] = type === 'number' ? 15 : 0;
		});
		header[header.length - 1] = 0x0d;
		return header;
	}
}
