import { createHash, randomUUID } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readSync,
	renameSync,
	statSync
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { postgis as whole } from '@electric-sql/pglite-postgis';

/** What PGlite unpacks and compiles at every opening, and none of our SQL names: two thirds of the archive. */
const leftOut =
	/_raster|_topology|_tiger|_sfcgal|address_standardizer|^share\/postgresql\/contrib\/|--(unpackaged|ANY)\b/;

/** A block of a tar archive, in bytes: a header, then as many as its file takes. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const block = 512;

/**
 * The extension PostGIS without rasters, topology, geocoder and steps from former versions, which halves the time that
 * PGlite takes to open. The smaller archive is made once in `folder`; where that cannot be written the whole one serves.
 */
export const postgisAlone = (folder: string): typeof whole => ({
	...whole,
	setup: async (...asked) => {
		const made = await whole.setup(...asked);
		return { ...made, bundlePath: await smallerArchive(made.bundlePath, folder) };
	}
});

/** The archive without what is left out, made where it is not yet; itself where that cannot be. */
export async function smallerArchive(archive: URL, folder: string): Promise<URL> {
	const path = join(folder, `postgis-${nameOf(fileURLToPath(archive))}.tar.gz`);
	try {
		if (!existsSync(path)) {
			mkdirSync(folder, { recursive: true });
			// Several processes may make it at once: each its own, the last one stays.
			const draft = `${path}.${randomUUID()}`;
			const kept = withoutLeftOut(gunzipSync(await readFile(archive)));
			await writeFile(draft, gzipSync(kept, { level: 1 }));
			renameSync(draft, path);
		}
		return pathToFileURL(path);
	} catch {
		return archive;
	}
}

/** Another name for another archive: a gzip file ends with the checksum and the length of what it holds (RFC 1952). */
function nameOf(path: string): string {
	const trailer = Buffer.alloc(8);
	const file = openSync(path, 'r');
	readSync(file, trailer, 0, trailer.length, statSync(path).size - trailer.length);
	closeSync(file);
	return createHash('sha256').update(trailer).update(leftOut.source).digest('hex').slice(0, 16);
}

/** @param tar an archive without extended headers */
function withoutLeftOut(tar: Buffer): Buffer {
	const text = (from: number, length: number) =>
		tar.toString('latin1', from, from + length).replace(/\0.*$/s, '');
	const kept: Buffer[] = [];
	for (let at = 0; at + block <= tar.length;) {
		const size = parseInt(text(at + 124, 12), 8) || 0;
		const next = at + block * (1 + Math.ceil(size / block));
		if (!leftOut.test(text(at, 100))) kept.push(tar.subarray(at, next));
		at = next;
	}
	return Buffer.concat(kept);
}
