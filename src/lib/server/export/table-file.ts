import type { ExportedRow } from '#lib/backend/exports.ts';

/** A table as a file: GeoJSON where its rows have a place, JSON where not. */
export interface TableFile {
	/** With its ending. */
	name: string;
	type: 'application/geo+json' | 'application/json';
	content: string;
}

/** Columns that hold a geometry, the one that stands for the record first. */
const geometryColumns = ['geom', 'geompoint'];

export function tableFile(table: string, rows: readonly ExportedRow[]): TableFile {
	const placed = rows.some((row) => geometryColumns.some((column) => column in row));
	if (!placed) {
		return { name: `${table}.json`, type: 'application/json', content: JSON.stringify(rows) };
	}
	const collection = { type: 'FeatureCollection', features: rows.map(featureOf) };
	return {
		name: `${table}.geojson`,
		type: 'application/geo+json',
		content: JSON.stringify(collection)
	};
}

function featureOf(row: ExportedRow) {
	const column = geometryColumns.find((name) => row[name] !== null && name in row);
	// PostGIS names the coordinate system, which GeoJSON has but one of.
	const geometry = column
		? Object.fromEntries(Object.entries(row[column] ?? {}).filter(([name]) => name !== 'crs'))
		: null;
	const properties = Object.fromEntries(
		Object.entries(row).filter(([name]) => !geometryColumns.includes(name))
	);
	return { type: 'Feature', geometry, properties };
}
