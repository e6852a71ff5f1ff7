import { rmSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Geometry } from 'geojson';
import wkx from 'wkx';
import { boundingBox } from '#lib/geo/bounding-box.ts';
import { degreesWkt, lambert93Wkt } from '#lib/geo/lambert-93.ts';
import {
	aboutLines,
	numberOf,
	textOf,
	type WriteFormat,
	type WrittenColumn,
	type WrittenLayer,
	type WrittenPart
} from '../written/contract.ts';
import { geoPackageTables } from '../written/geopackage-tables.ts';
import { multiGeometry } from '../written/multi-geometry.ts';
import { qgisStyle } from '../written/qgis-style.ts';

const sqlTypes: Record<WrittenColumn['type'], string> = {
	text: 'text',
	number: 'real',
	integer: 'integer',
	boolean: 'boolean',
	date: 'date'
};
const shapeNames: Record<WrittenLayer['shape'], string> = {
	surface: 'MULTIPOLYGON',
	point: 'MULTIPOINT',
	mixed: 'GEOMETRY'
};
const [keyColumn, geometryColumn] = ['fid', 'geom'];
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A geometry as a GeoPackage writes it: a header with its box, then WKB. */
function geometryBlob(geometry: Geometry, system: number, box: readonly number[]): Uint8Array {
	const header = Buffer.alloc(40);
	// "GP", version 0, little-endian with a box of two dimensions.
	header.set([0x47, 0x50, 0, 0b0000_0011]);
	header.writeInt32LE(system, 4);
	const [west = 0, south = 0, east = 0, north = 0] = box;
	[west, east, south, north].forEach((side, at) => header.writeDoubleLE(side, 8 + 8 * at));
	return Buffer.concat([header, wkx.Geometry.parseGeoJSON(geometry).toWkb()]);
}

function valueOf({ type }: WrittenColumn, value: unknown): SQLInputValue {
	if (type === 'boolean') return typeof value === 'boolean' ? Number(value) : null;
	return type === 'number' || type === 'integer' ? numberOf(value) : textOf(value);
}

function begin(database: DatabaseSync): void {
	database.exec('pragma journal_mode = off; pragma synchronous = off; begin');
	database.exec(geoPackageTables);
	const addSystem = database.prepare('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, ?)');
	addSystem.run('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', null);
	addSystem.run('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', null);
	addSystem.run('WGS 84', 4326, 'EPSG', 4326, degreesWkt, null);
	addSystem.run('RGF93 v1 / Lambert-93', 2154, 'EPSG', 2154, lambert93Wkt, null);
}

function addLayer(database: DatabaseSync, layer: WrittenLayer): void {
	const { name, columns, shape, system, about } = layer;
	const declared = columns.map((column) => `${quoted(column.name)} ${sqlTypes[column.type]}`);
	database.exec(
		`create table ${quoted(name)} (${[`${keyColumn} integer primary key autoincrement not null`, `${geometryColumn} ${shapeNames[shape]}`, ...declared].join(', ')})`
	);
	database
		.prepare(
			'insert into gpkg_contents (table_name, data_type, identifier, description, srs_id) values (?, ?, ?, ?, ?)'
		)
		.run(name, 'features', about.title, aboutLines(about).join('\n'), system);
	database
		.prepare('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)')
		.run(name, geometryColumn, shapeNames[shape], system);
	describe(database, layer);
}

/** Where it comes from, what its columns say, and how QGIS draws it. */
function describe(database: DatabaseSync, { name, columns, shape, about }: WrittenLayer): void {
	const { lastInsertRowid } = database
		.prepare('insert into gpkg_metadata (md_standard_uri, mime_type, metadata) values (?, ?, ?)')
		.run('http://purl.org/dc/terms/', 'text/plain', aboutLines(about).join('\n'));
	database
		.prepare(
			`insert into gpkg_metadata_reference (reference_scope, table_name, md_file_id) values ('table', ?, ?)`
		)
		.run(name, lastInsertRowid);
	const addColumn = database.prepare(
		'insert into gpkg_data_columns (table_name, column_name, name, description) values (?, ?, ?, ?)'
	);
	for (const column of columns) addColumn.run(name, column.name, column.name, column.description);
	database
		.prepare(
			`insert into layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename,
				styleqml, stylesld, useasdefault, description, owner) values ('', '', ?, ?, ?, ?, '', 1, ?, '')`
		)
		.run(name, geometryColumn, about.title, qgisStyle(name, shape), 'Couleurs de la carte');
}

async function fillLayer(database: DatabaseSync, { layer, features }: WrittenPart): Promise<void> {
	const names = [geometryColumn, ...layer.columns.map(({ name }) => quoted(name))];
	const insert = database.prepare(
		`insert into ${quoted(layer.name)} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
	);
	const extent = [Infinity, Infinity, -Infinity, -Infinity];
	for await (const batch of features)
		for (const { geometry, properties } of batch) {
			const values = layer.columns.map((column) =>
				valueOf(column, properties[column.from ?? column.name])
			);
			insert.run(blobOf(geometry, layer, extent), ...values);
		}
	if (Number.isFinite(extent[0]))
		database
			.prepare(
				'update gpkg_contents set min_x = ?, min_y = ?, max_x = ?, max_y = ? where table_name = ?'
			)
			.run(...extent, layer.name);
}

/** A GeoPackage 1.3 of some layers, one after the other, with their metadata and their styles for QGIS. */
export async function writeGeoPackageParts(
	path: string,
	parts: readonly WrittenPart[]
): Promise<void> {
	rmSync(path, { force: true });
	const database = new DatabaseSync(path);
	try {
		begin(database);
		for (const part of parts) {
			addLayer(database, part.layer);
			await fillLayer(database, part);
		}
		database.exec('commit');
	} finally {
		database.close();
	}
}

/** A GeoPackage of one layer. */
export const writer: WriteFormat = (path, layer, features) =>
	writeGeoPackageParts(path, [{ layer, features }]);

/** @param extent of all geometries so far, widened by this one */
function blobOf(
	geometry: Geometry | null,
	{ shape, system }: WrittenLayer,
	extent: number[]
): Uint8Array | null {
	if (geometry === null) return null;
	const whole = shape === 'mixed' ? geometry : multiGeometry(geometry);
	const box = boundingBox(whole);
	box.forEach((side, at) => {
		const former = extent[at] ?? side;
		extent[at] = at < 2 ? Math.min(former, side) : Math.max(former, side);
	});
	return geometryBlob(whole, system, box);
}
