import { open, stat } from 'node:fs/promises';
import { PMTiles, TileType, type Header, type Source } from 'pmtiles';
import { EnvironmentError, setting } from '#env';

/** The operator's own base map: a PMTiles archive of vector tiles on this machine. */
export interface OwnBaseMap {
	path: string;
	/** Bytes. */
	size: number;
	/** Changes when the file does. */
	tag: string;
	/** Whose it is, in plain words; empty where the archive does not say. */
	attribution: string;
}

/** Plain words of an attribution in HTML; the pages put the sign before it. */
const plainWords = (html: string) =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/^\s*©/, '')
		.trim();

/**
 * What FORGETERRE_BASEMAP names, read once a version of the file; null where it names none.
 * @throws EnvironmentError naming the file where it cannot be read or holds no vector tiles
 */
export async function ownBaseMap(): Promise<OwnBaseMap | null> {
	const path = setting('FORGETERRE_BASEMAP');
	if (path === undefined) return null;
	const { size, mtimeMs } = await stat(path).catch(() => refuse(path, 'fichier introuvable'));
	const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
	if (known?.path !== path || known.tag !== tag) {
		known = { path, tag, size, attribution: await attributionOf(path) };
	}
	return known;
}

let known: OwnBaseMap | null = null;

/** Vector tiles of the operator's base map, in their order; null for one that it does not have. */
export interface OwnTiles {
	attribution: string;
	/** The nearest zoom that it has. */
	mostZoom: number;
	/** @throws EnvironmentError, Error where the file cannot be read any more */
	read: (tiles: readonly { z: number; x: number; y: number }[]) => Promise<(Uint8Array | null)[]>;
}

/** Null where there is none. @throws EnvironmentError as ownBaseMap does */
export async function ownTiles(): Promise<OwnTiles | null> {
	const own = await ownBaseMap();
	if (own === null) return null;
	const archive = new PMTiles(bytesOf(own.path));
	const { maxZoom } = await archive.getHeader();
	return {
		...{ attribution: own.attribution, mostZoom: maxZoom },
		read: (tiles) =>
			Promise.all(
				tiles.map(async ({ z, x, y }) => {
					const found = await archive.getZxy(z, x, y);
					return found ? new Uint8Array(found.data) : null;
				})
			)
	};
}

async function attributionOf(path: string): Promise<string> {
	const archive = new PMTiles(bytesOf(path));
	let header: Header;
	let told: unknown;
	try {
		header = await archive.getHeader();
		told = await archive.getMetadata();
	} catch (fault) {
		return refuse(path, fault instanceof Error ? fault.message : String(fault));
	}
	if (header.tileType !== TileType.Mvt) {
		refuse(path, `tuiles de type ${TileType[header.tileType]}, attendu : vectorielles (Mvt)`);
	}
	const { attribution } = told as { attribution?: unknown };
	return typeof attribution === 'string' ? plainWords(attribution) : '';
}

function bytesOf(path: string): Source {
	return {
		getKey: () => path,
		getBytes: async (offset, length) => ({ data: await readPart(path, offset, length) })
	};
}

/** Bytes of a file from `offset` on; fewer than `length` at its end. */
async function readPart(path: string, offset: number, length: number): Promise<ArrayBuffer> {
	const file = await open(path);
	try {
		const bytes = new Uint8Array(length);
		const { bytesRead } = await file.read(bytes, 0, length, offset);
		return bytes.buffer.slice(0, bytesRead);
	} finally {
		await file.close();
	}
}

function refuse(path: string, why: string): never {
	throw new EnvironmentError(
		`FORGETERRE_BASEMAP : « ${path} » ne sert pas de fond de carte (${why}) ; attendu : une archive PMTiles de tuiles vectorielles.`
	);
}
