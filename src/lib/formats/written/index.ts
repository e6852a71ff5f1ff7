import type { WriteFormat } from './contract.ts';

export interface WrittenFormat {
	/** Last part of its address, and what it is called in French and English alike. */
	id: 'geojson' | 'csv' | 'gpkg' | 'shp' | 'fgb' | 'xlsx';
	label: string;
	/** End of the file's name, with its dot. */
	extension: string;
	mediaType: string;
	/** Loads the writer, which nothing else needs. */
	load(): Promise<WriteFormat>;
}

/** Formats that an export writes. */
export const writtenFormats: readonly WrittenFormat[] = [
	{
		id: 'geojson',
		label: 'GeoJSON',
		extension: '.geojson',
		mediaType: 'application/geo+json',
		load: async () => (await import('./geojson-file.ts')).writeGeoJson
	},
	{
		id: 'csv',
		label: 'CSV',
		extension: '.csv',
		mediaType: 'text/csv; charset=utf-8',
		load: async () => (await import('./csv-file.ts')).writeCsv
	},
	{
		id: 'xlsx',
		label: 'Excel (XLSX)',
		extension: '.xlsx',
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		load: async () => (await import('./xlsx-file.ts')).writeXlsx
	},
	{
		id: 'gpkg',
		label: 'GeoPackage',
		extension: '.gpkg',
		mediaType: 'application/geopackage+sqlite3',
		load: async () => (await import('./geopackage-file.ts')).writeGeoPackage
	},
	{
		id: 'shp',
		label: 'Shapefile (zip)',
		extension: '.zip',
		mediaType: 'application/zip',
		load: async () => (await import('./shapefile-file.ts')).writeShapefile
	},
	{
		id: 'fgb',
		label: 'FlatGeobuf',
		extension: '.fgb',
		mediaType: 'application/octet-stream',
		load: async () => (await import('./flatgeobuf-file.ts')).writeFlatGeobuf
	}
];
