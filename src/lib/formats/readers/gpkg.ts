import type { DatabaseSync } from 'node:sqlite';
import proj4 from 'proj4';
import type { Geometry, Position } from 'geojson';
import wkx from 'wkx';
import type { ClassSchema } from '#lib/domain/import/class-schema.ts';
import { detectClass, schemaNamed } from '#lib/domain/import/detect-class.ts';
import { expectation } from '#lib/domain/import/expectation.ts';
import { reason } from '#lib/domain/reason.ts';
import { projectGeometry } from '#lib/geo/project-geometry.ts';
import { GeometryFault } from '#lib/geo/repair-geometry.ts';
import {
	FormatError,
	refuseFeatures,
	type ReadContext,
	type ReadFormat,
	type SourceFile
} from '../contract.ts';
import { mayHaveArcs, surfaceWithoutArcs } from '../curved-surface.ts';
import { noteOfFile } from '../note-of-file.ts';
import { openCopy, quoted, read } from '../open-geopackage.ts';
import { resolveClass } from '../resolve-class.ts';

interface Layer {
	table: string;
	geometryColumn: string;
	systemId: number;
	/** WKT of the reference system. */
	definition: string;
	count: number;
}

/** With the class that its name or its columns tell; undefined where they tell none. */
type ClassLayer = Layer & { schema: ClassSchema | undefined };

/** More layers than a file for us has; each is counted. */
const mostLayers = 100;

/**
 * Reads one layer of a GeoPackage (OGC 12-128r18) and names the others that hold a class: the one asked for, else the
 * one named like the class asked for, else the first whose columns tell its class.
 */
export const reader: ReadFormat = (bytes, context): SourceFile => {
	const database = openCopy(bytes);
	try {
		const layers = layersOf(database).map((layer) => withClass(database, layer, context));
		const layer = chooseLayer(layers, context);
		const rows = rowsOf(database, layer);
		const toDegrees = projectionOf(layer);
		const records = rows.map(({ [layer.geometryColumn]: blob, ...properties }, index) => ({
			line: index + 1,
			properties,
			geometries:
				blob instanceof Uint8Array
					? [{ column: 'geometry', value: geometryOf(blob, index + 1, toDegrees) }]
					: []
		}));
		const columns = Object.keys(records[0]?.properties ?? {});
		const sample = records[0]?.properties ?? {};
		const schema = resolveClass(columns, sample, { ...context, as: layer.schema });
		const others = layers.filter(({ table, count }) => table !== layer.table && count > 0);
		const otherLayers = context.as
			? []
			: others.flatMap(({ table, schema: own }) => (own ? [table] : []));
		const left = others.filter(({ table }) => !otherLayers.includes(table));
		const notes = notesOf(context, layer, context.layer === undefined ? left : []);
		return { schema, columns, records, notes, layer: layer.table, otherLayers };
	} finally {
		database.close();
	}
};

/**
 * Refuses a file whose tables of contents are computed: a view goes on as long as it likes, and so does the module of
 * a virtual table or a column that is generated when it is read.
 */
function refuseComputed(database: DatabaseSync): void {
	const plain = read(
		database,
		`select t.name from pragma_table_list as t
		where t.schema = 'main' and t.type = 'table' and t.name in ('gpkg_geometry_columns', 'gpkg_spatial_ref_sys')
		and not exists (select 1 from pragma_table_xinfo(t.name) as c where c.hidden <> 0)`
	);
	if (plain.length === 2) return;
	throw new FormatError('le GeoPackage n’a pas les tables de la norme.', reason('gpkg_broken'));
}

/** Layers that are tables, as the tables of contents are. */
function layersOf(database: DatabaseSync): Layer[] {
	refuseComputed(database);
	const rows = read(
		database,
		`select c.table_name, c.column_name, c.srs_id, s.definition
		from gpkg_geometry_columns as c
		left join gpkg_spatial_ref_sys as s using (srs_id)
		join pragma_table_list as t on t.name = c.table_name and t.schema = 'main' and t.type = 'table'
		where not exists (select 1 from pragma_table_xinfo(t.name) as x where x.hidden <> 0)
		order by c.table_name limit ${mostLayers}`
	);
	return rows.map((row) => {
		const table = String(row['table_name']);
		const [counted] = read(database, `select count(*) as count from ${quoted(table)}`);
		return {
			table,
			geometryColumn: String(row['column_name']),
			systemId: Number(row['srs_id']),
			definition: typeof row['definition'] === 'string' ? row['definition'] : '',
			count: Number(counted?.['count'])
		};
	});
}

function withClass(database: DatabaseSync, layer: Layer, { as }: ReadContext): ClassLayer {
	const [first] =
		layer.count > 0 ? read(database, `select * from ${quoted(layer.table)} limit 1`) : [];
	const sample = Object.fromEntries(
		Object.entries(first ?? {}).filter(([name]) => name !== layer.geometryColumn)
	);
	const told = schemaNamed(layer.table.toLowerCase()) ?? detectClass(Object.keys(sample), sample);
	return { ...layer, schema: as ?? told ?? undefined };
}

function chooseLayer(
	layers: readonly ClassLayer[],
	{ as, layer: wanted }: ReadContext
): ClassLayer {
	const filled = layers.filter(({ count }) => count > 0);
	const [first] = filled;
	if (!first) {
		const names = layers.map(({ table }) => table).join(', ');
		throw new FormatError(
			`aucune couche n’a d’objet (couches : ${names || 'aucune'}).`,
			reason('features_none')
		);
	}
	return (
		filled.find(({ table }) => table === wanted) ??
		filled.find(({ table }) => table.toLowerCase() === as?.class) ??
		filled.find(({ schema }) => schema) ??
		first
	);
}

function rowsOf(database: DatabaseSync, { table, count }: Layer): Record<string, unknown>[] {
	refuseFeatures(count);
	return read(database, `select * from ${quoted(table)}`);
}

type Projection = (position: Position) => Position;

/** Degrees and Lambert-93 are judged later by their magnitude; any other system is brought to degrees here. */
function projectionOf({ systemId, definition }: Layer): Projection | null {
	if ([-1, 0, 4326, 4171, 2154].includes(systemId)) return null;
	try {
		const projection = proj4(definition, 'EPSG:4326');
		return ([x = Number.NaN, y = Number.NaN]) => projection.forward([x, y]);
	} catch {
		throw new FormatError(
			`système de coordonnées ${systemId} inconnu ; attendu, par exemple, EPSG:2154 ou EPSG:4326.`,
			reason('crs_unknown', { value: String(systemId) })
		);
	}
}

/** Bytes of the envelope by its code in the flags of the header. */
const envelopeBytes = [0, 32, 48, 48, 64];

/** A geometry, or what is wrong with it: the other records of the layer can be read all the same. */
function geometryOf(
	blob: Uint8Array,
	line: number,
	toDegrees: Projection | null
): Geometry | GeometryFault | null {
	const flags = blob[3] ?? 0;
	const envelope = envelopeBytes[(flags >> 1) & 7];
	if (blob[0] !== 0x47 || blob[1] !== 0x50 || envelope === undefined) {
		return new GeometryFault(
			'celle-ci n’est pas écrite comme celle d’un GeoPackage',
			reason('geometry_broken', { line })
		);
	}
	if (flags & 0x10) return null;
	const body = Buffer.from(blob.subarray(8 + envelope));
	try {
		const geometry = mayHaveArcs(body)
			? surfaceWithoutArcs(body)
			: (wkx.Geometry.parse(body).toGeoJSON() as Geometry);
		if (geometry === null) {
			return new GeometryFault(
				'celle-ci est faite d’arcs ; des segments sont attendus',
				reason('geometry_type', { type: 'Curve' })
			);
		}
		return toDegrees ? projectGeometry(geometry, toDegrees) : geometry;
	} catch {
		return new GeometryFault(
			'celle-ci est abîmée ou incomplète',
			reason('geometry_broken', { line })
		);
	}
}

/** @param left layers that hold something and are not read */
function notesOf(context: ReadContext, layer: Layer, left: readonly Layer[]) {
	const notes = [
		noteOfFile(
			context,
			expectation('read_layer', `couche « ${layer.table} » lue`, { layer: layer.table }),
			`EPSG:${String(layer.systemId)}`
		)
	];
	if (left.length > 0) {
		const names = left.map(({ table, count }) => `${table} (${String(count)})`).join(', ');
		const why = context.as ? 'une seule classe est demandée' : 'classe non reconnue';
		const said = expectation(
			context.as ? 'other_layers_asked' : 'other_layers',
			`autres couches laissées de côté, ${why} : ${names}`,
			{ names }
		);
		notes.push(noteOfFile(context, said, null));
	}
	return notes;
}
