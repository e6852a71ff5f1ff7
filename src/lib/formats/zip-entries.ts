import { inflateRawSync } from 'node:zlib';
import { reason } from '#lib/domain/reason.ts';
import { FormatError } from './contract.ts';

export interface ZipEntry {
	name: string;
	/** Unpacks it; refuses what unpacks to more than the archive declares. */
	read(): Uint8Array;
}

/** Largest unpacked size of a whole archive, in bytes: more would take a small server's memory. */
const largestUnpacked = 100 * 1024 * 1024;
const mostEntries = 200;
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/**
 * The files of a zip archive (APPNOTE 6.3), none of them unpacked yet.
 * @throws FormatError for what is no archive, is encrypted, names a path outside of it, or unpacks to
 * more than 100 MB
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOfDirectory(view);
	const count = view.getUint16(end + 10, true);
	if (count > mostEntries) {
		throw new FormatError(
			`l’archive contient ${count} fichiers ; attendu : ${mostEntries} au plus.`,
			reason('zip_entries', { count, most: mostEntries })
		);
	}
	const entries: (ZipEntry & { size: number })[] = [];
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < count; index++) {
		const entry = entryAt(bytes, view, at);
		if (!entry.name.endsWith('/')) entries.push(entry);
		at += entry.length;
	}
	const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
	if (unpacked > largestUnpacked) throw tooLarge(unpacked);
	return entries;
}

function endOfDirectory(view: DataView): number {
	const first = Math.max(0, view.byteLength - 22 - 0xffff);
	for (let at = view.byteLength - 22; at >= first; at--) {
		if (view.getUint32(at, true) === endSignature) return at;
	}
	throw new FormatError(
		'ce n’est pas une archive zip, ou elle est tronquée.',
		reason('zip_broken')
	);
}

function entryAt(bytes: Uint8Array, view: DataView, at: number) {
	if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) {
		throw new FormatError('le répertoire de l’archive zip est abîmé.', reason('zip_broken'));
	}
	const flags = view.getUint16(at + 8, true);
	const method = view.getUint16(at + 10, true);
	const packed = view.getUint32(at + 20, true);
	const size = view.getUint32(at + 24, true);
	const nameLength = view.getUint16(at + 28, true);
	const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
	refuse(name, flags, method);
	const header = view.getUint32(at + 42, true);
	const read = () => unpack(bytes, view, { name, header, packed, size, method });
	return { name, size, length: 46 + nameLength + rest, read };
}

function refuse(name: string, flags: number, method: number): void {
	const unreadable = reason('zip_entry', { entry: name.slice(0, 80) });
	if (/^[\\/]|^[A-Za-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)|\0/.test(name)) {
		throw new FormatError(`le chemin « ${name.slice(0, 80)} » sort de l’archive.`, unreadable);
	}
	if (flags & 1) throw new FormatError(`« ${name} » est chiffré dans l’archive.`, unreadable);
	if (method !== 0 && method !== 8) {
		throw new FormatError(
			`« ${name} » est comprimé par la méthode ${method} ; attendu : deflate.`,
			unreadable
		);
	}
}

interface Packed {
	name: string;
	/** Place of the local header. */
	header: number;
	packed: number;
	size: number;
	method: number;
}

function unpack(bytes: Uint8Array, view: DataView, entry: Packed): Uint8Array {
	const { name, header, packed, size, method } = entry;
	const unreadable = reason('zip_entry', { entry: name.slice(0, 80) });
	if (header + 30 > view.byteLength) {
		throw new FormatError(`« ${name} » manque dans l’archive.`, unreadable);
	}
	const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
	const data = bytes.subarray(start, start + packed);
	if (method === 0) return data.slice();
	try {
		// One byte more than declared is a lie about the size, the trick of zip bombs.
		return new Uint8Array(inflateRawSync(data, { maxOutputLength: Math.max(1, size) }));
	} catch {
		throw new FormatError(
			`« ${name} » ne se déplie pas, ou en plus d’octets que l’archive n’en annonce (${size}).`,
			unreadable
		);
	}
}

function tooLarge(unpacked: number): FormatError {
	const megabytes = Math.round(unpacked / 1024 / 1024);
	return new FormatError(
		`l’archive se déplie en ${megabytes} Mo ; attendu : ${largestUnpacked / 1024 / 1024} Mo au plus.`,
		reason('zip_large', { megabytes, most: largestUnpacked / 1024 / 1024 })
	);
}
