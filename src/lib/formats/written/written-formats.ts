export interface WrittenFormat {
	/** Last part of its address, and what it is called in French and English alike. */
	id: 'geojson' | 'csv' | 'gpkg' | 'shp' | 'fgb' | 'xlsx';
	label: string;
	/** End of the file's name, with its dot. */
	extension: string;
	mediaType: string;
}

/** Formats that an export writes. */
export const writtenFormats: readonly WrittenFormat[] = [
	{
		id: 'geojson',
		label: 'GeoJSON',
		extension: '.geojson',
		mediaType: 'application/geo+json'
	},
	{
		id: 'csv',
		label: 'CSV',
		extension: '.csv',
		mediaType: 'text/csv; charset=utf-8'
	},
	{
		id: 'xlsx',
		label: 'Excel (XLSX)',
		extension: '.xlsx',
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	{
		id: 'gpkg',
		label: 'GeoPackage',
		extension: '.gpkg',
		mediaType: 'application/geopackage+sqlite3'
	},
	{
		id: 'shp',
		label: 'Shapefile (zip)',
		extension: '.zip',
		mediaType: 'application/zip'
	},
	{
		id: 'fgb',
		label: 'FlatGeobuf',
		extension: '.fgb',
		mediaType: 'application/octet-stream'
	}
];
