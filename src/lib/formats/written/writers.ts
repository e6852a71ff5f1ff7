import type { WriteFormat } from './contract.ts';
import type { WrittenFormat } from './written-formats.ts';

/** A format of the exports, or one of a class that has a file of its own. */
export type WriterId = WrittenFormat['id'] | 'cnig-csv';

/** Loads the writer of each format, which nothing else needs: pages know the formats without them. */
export const writers: Readonly<Record<WriterId, () => Promise<WriteFormat>>> = {
	geojson: async () => (await import('./geojson-file.ts')).writeGeoJson,
	csv: async () => (await import('./csv-file.ts')).writeCsv,
	xlsx: async () => (await import('./xlsx-file.ts')).writeXlsx,
	gpkg: async () => (await import('./geopackage-file.ts')).writeGeoPackage,
	shp: async () => (await import('./shapefile-file.ts')).writeShapefile,
	fgb: async () => (await import('./flatgeobuf-file.ts')).writeFlatGeobuf,
	'cnig-csv': async () => (await import('./cnig-csv-file.ts')).writeCnigCsv
};
