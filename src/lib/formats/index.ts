import { reason } from '#lib/domain/reason.ts';
import { FormatError } from './contract.ts';

/** A format of files, as pages and forms know it; `load.ts` finds what reads and writes it by its name. */
export interface Format {
	/** Of its file in `readers` and in `writers`, and last part of the address of an export. */
	id: string;
	/** The same in every language. */
	label: string;
	/** Endings of file names, in lower case; what is written has the first. */
	extensions: readonly [string, ...string[]];
	mediaType: string;
	/** Whether an import reads it. */
	reads?: true;
	/** Whether the exports offer it. */
	writes?: true;
}

/** Every format, in the order in which forms and messages list them. */
export const formats = [
	{
		id: 'geojson',
		label: 'GeoJSON',
		extensions: ['.geojson', '.json'],
		mediaType: 'application/geo+json',
		reads: true,
		writes: true
	},
	{
		id: 'csv',
		label: 'CSV',
		extensions: ['.csv', '.txt'],
		mediaType: 'text/csv; charset=utf-8',
		reads: true,
		writes: true
	},
	{
		id: 'xlsx',
		label: 'Excel (XLSX)',
		extensions: ['.xlsx'],
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		reads: true,
		writes: true
	},
	{
		id: 'gpkg',
		label: 'GeoPackage',
		extensions: ['.gpkg'],
		mediaType: 'application/geopackage+sqlite3',
		reads: true,
		writes: true
	},
	{
		id: 'shp',
		label: 'Shapefile (zip)',
		extensions: ['.zip'],
		mediaType: 'application/zip',
		reads: true,
		writes: true
	},
	{
		id: 'fgb',
		label: 'FlatGeobuf',
		extensions: ['.fgb'],
		mediaType: 'application/octet-stream',
		writes: true
	},
	// The standard's own, for its classes alone: no list of plots is offered in it.
	{
		id: 'cnig-csv',
		label: 'CSV (CNIG)',
		extensions: ['.csv'],
		mediaType: 'text/csv; charset=utf-8'
	}
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];
/** Those that the exports offer. */
export type WrittenId = Extract<(typeof formats)[number], { writes: true }>['id'];
/** One of ours. */
export type KnownFormat = Format & { id: FormatId };

const known: readonly KnownFormat[] = formats;
const isWritten = (format: KnownFormat): format is KnownFormat & { id: WrittenId } =>
	format.writes === true;

/** Formats that an import reads. */
export const readFormats = known.filter(({ reads }) => reads === true);
/** Formats that the exports offer. */
export const writtenFormats = known.filter(isWritten);

/** Endings of the names of files that an import reads, as a form asks for them. */
export const importedFiles = readFormats.flatMap(({ extensions }) => extensions).join(',');

/**
 * The format of a file to read, by the end of its name.
 * @throws FormatError listing the endings that are known
 */
export function formatOf(file: string): KnownFormat {
	const name = file.toLowerCase();
	const format = readFormats.find(({ extensions }) => extensions.some((end) => name.endsWith(end)));
	if (format) return format;
	const expected = readFormats.map(
		({ label, extensions }) => `${label} (${extensions.join(', ')})`
	);
	throw new FormatError(
		`${file} : format inconnu ; attendu : ${expected.join(' ou ')}.`,
		reason('format_unknown', { known: expected.join(', ') })
	);
}
