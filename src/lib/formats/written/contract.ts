import type { Geometry } from 'geojson';

export interface WrittenColumn {
	name: string;
	/** Property that it is read from, where a GeoPackage gives it another name. */
	from?: string;
	/** A date is an ISO day. */
	type: 'text' | 'number' | 'integer' | 'boolean' | 'date';
	/** What it says, in French; empty where nobody wrote it. */
	description: string;
}

/** Where what is written comes from: every file carries it. */
export interface About {
	title: string;
	/** In lines, French: the search, the day of the export, what the reader must know. */
	notes: readonly string[];
	source: string;
	/** ISO day of the latest source. */
	date: string;
	licence: string;
	/** Whether some of it is invented for the demonstration. */
	demonstration: boolean;
}

export interface WrittenLayer {
	/** A name of letters without accents: that of the OGC collection. */
	name: string;
	columns: readonly WrittenColumn[];
	/** What its geometries are; `mixed` where points and surfaces stand side by side. */
	shape: 'surface' | 'point' | 'mixed';
	/** Code of the reference system (EPSG) that geometries are in already. */
	system: 4326 | 2154;
	/** How many features come. */
	count: number;
	about: About;
}

export interface WrittenFeature {
	geometry: Geometry | null;
	properties: Readonly<Record<string, unknown>>;
}

/** Features as they come, some at a time: never all of them are in memory. */
export type Batches = AsyncIterable<readonly WrittenFeature[]>;

/**
 * Writes a layer as a whole file of one format.
 * @param file path of the file to write; what stands there is replaced, and a few more files may lie beside it
 */
export type WriteFormat = (file: string, layer: WrittenLayer, features: Batches) => Promise<void>;

/** A layer and what it holds. */
export interface WrittenPart {
	layer: WrittenLayer;
	features: Batches;
}

/** Lines that say where a file comes from, for formats that have room for a text. */
export function aboutLines({
	title,
	notes,
	source,
	date,
	licence,
	demonstration
}: About): string[] {
	return [
		title,
		...(demonstration ? ['Données de démonstration, inventées.'] : []),
		`Source : ${source}`,
		`Date : ${date}`,
		`Licence : ${licence}`,
		...notes
	];
}

/** A value as a text, null for none: what is a list or an object in a column of text is written as JSON. */
export function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return JSON.stringify(value);
}

/** A finite number, null for anything else. */
export function numberOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
