import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG: its length, name, content and check (https://www.w3.org/TR/png/#5Chunk-layout). */
function chunk(name: string, content: Uint8Array): Uint8Array {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
	const whole = Buffer.alloc(named.length + 8);
	whole.writeUInt32BE(content.length, 0);
	named.copy(whole, 4);
	whole.writeUInt32BE(crc32(named), named.length + 4);
	return whole;
}

/** A PNG of red, green and blue bytes, row by row from the top. */
export function encodePng(width: number, height: number, colours: Uint8Array): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits a colour, red, green and blue.
	header.set([8, 2, 0, 0, 0], 8);
	const rows = Buffer.alloc(height * (1 + 3 * width));
	for (let row = 0; row < height; row += 1)
		rows.set(colours.subarray(row * 3 * width, (row + 1) * 3 * width), row * (1 + 3 * width) + 1);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', new Uint8Array())
	]);
}
