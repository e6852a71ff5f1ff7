import { reason } from '#lib/domain/reason.ts';
import { FormatError, type ReadFormat, type SourceFile } from './contract.ts';

interface Format {
	label: string;
	/** Endings of file names, in lower case. */
	extensions: readonly string[];
	/** Loads the reader and its parser, which nothing else needs. */
	load(): Promise<
		(...given: Parameters<ReadFormat>) => ReturnType<ReadFormat> | Promise<SourceFile>
	>;
}

/** Formats that an import reads. */
export const formats: readonly Format[] = [
	{
		label: 'GeoJSON',
		extensions: ['.geojson', '.json'],
		load: async () => (await import('./geojson.ts')).readGeoJson
	},
	{
		label: 'CSV',
		extensions: ['.csv', '.txt'],
		load: async () => (await import('./csv.ts')).readCsv
	},
	{
		label: 'Excel',
		extensions: ['.xlsx'],
		load: async () => (await import('./xlsx.ts')).readXlsx
	},
	{
		label: 'Shapefile zippé',
		extensions: ['.zip'],
		load: async () => (await import('./shapefile.ts')).readShapefile
	},
	{
		label: 'GeoPackage',
		extensions: ['.gpkg'],
		load: async () => (await import('./geopackage.ts')).readGeoPackage
	}
];

/** Endings of the names of files that an import reads, as a form asks for them. */
export const importedFiles = formats.flatMap(({ extensions }) => extensions).join(',');

/**
 * The format of a file, by the end of its name.
 * @throws FormatError listing the endings that are known
 */
export function formatOf(file: string): Format {
	const name = file.toLowerCase();
	const format = formats.find(({ extensions }) => extensions.some((end) => name.endsWith(end)));
	if (format) return format;
	const known = formats.map(({ label, extensions }) => `${label} (${extensions.join(', ')})`);
	throw new FormatError(
		`${file} : format inconnu ; attendu : ${known.join(' ou ')}.`,
		reason('format_unknown', { known: known.join(', ') })
	);
}
