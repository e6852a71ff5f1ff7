import { parseDbf } from 'shpjs';
import { expectation } from '#lib/domain/import/expectation.ts';
import { reason } from '#lib/domain/reason.ts';
import {
	FormatError,
	refuseFeatures,
	type ReadContext,
	type ReadFormat,
	type SourceFile
} from '../contract.ts';
import { noteOfFile } from '../note-of-file.ts';
import { resolveClass } from '../resolve-class.ts';
import { readShapes, shapeCount, unlessBroken, unreadable } from '../shapes.ts';
import { columnsBehind, fullNames, type FullNames } from '../truncated-names.ts';
import { zipEntries, type ZipEntry } from '../zip-entries.ts';

/** Reads a zipped Shapefile: its geometries brought to degrees by its .prj, its table by its .cpg. */
export const reader: ReadFormat = (bytes, context): SourceFile => {
	const parts = partsOf(zipEntries(bytes));
	const prj = parts.prj && new TextDecoder().decode(parts.prj.read()).trim();
	const cpg = parts.cpg && new TextDecoder().decode(parts.cpg.read()).trim();
	const shapes = parts.shp.read();
	refuseFeatures(shapeCount(shapes));
	const geometries = readShapes(shapes, prj);
	const table = parts.dbf?.read();
	if (table) refuseFeatures(rowCount(table));
	const rows = table ? parsedTable(table, cpg).map(withDays) : [];
	if (geometries.length === 0) {
		throw new FormatError('le Shapefile ne contient aucun objet.', reason('features_none'));
	}
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const schema = resolveClass([...names, ...columnsBehind(names)], rows[0] ?? {}, context);
	const full = fullNames(names, schema, rows);
	const named = (name: string) => full.columns.get(name) ?? name;
	// A row whose shape the file lacks is a record all the same: it is named, not left out.
	const records = longest(geometries, rows).map((_, index) => ({
		line: index + 1,
		properties: Object.fromEntries(
			Object.entries(rows[index] ?? {}).map(([name, value]) => [named(name), value])
		),
		geometries: geometries[index] ? [{ column: 'geometry', value: geometries[index] }] : []
	}));
	const notes = [
		...notesOf(context, prj),
		...namesNotes(context, full),
		...cutNotes(context, rows)
	];
	return { schema, columns: names.map(named), records, notes };
};

function longest(...lists: readonly unknown[][]): readonly unknown[] {
	return lists.reduce((former, list) => (list.length > former.length ? list : former));
}

/** Days as the other formats write them. */
function withDays(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, value instanceof Date ? dayOf(value) : value])
	);
}

/** shpjs makes a day the midnight of this machine's time zone that begins it. */
function dayOf(date: Date): string | null {
	if (Number.isNaN(date.getTime())) return null;
	const [month, day] = [date.getMonth() + 1, date.getDate()];
	return [date.getFullYear(), month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

function namesNotes(context: ReadContext, { columns, ambiguous }: FullNames): SourceFile['notes'] {
	const read = [...columns].map(([name, column]) => `${name} → ${column}`).join(', ');
	const left = ambiguous.map(([name, candidates]) => `${name} (${candidates.join(' ou ')})`);
	return [
		...(read
			? [
					noteOfFile(
						context,
						expectation('cut_names', `noms tronqués à dix lettres, lus comme : ${read}`, {
							names: read
						}),
						null
					)
				]
			: []),
		...(left.length > 0
			? [
					noteOfFile(
						context,
						expectation('cut_names_left', `noms tronqués ambigus, non lus : ${left.join(', ')}`, {
							names: left.join(', ')
						}),
						null
					)
				]
			: [])
	];
}

/** Bytes of the longest text in a table. */
const longestText = 254;

function cutNotes(context: ReadContext, rows: readonly Record<string, unknown>[]) {
	const full = new Set(
		rows.flatMap((row) =>
			Object.entries(row).flatMap(([name, value]) =>
				typeof value === 'string' && Buffer.byteLength(value) >= longestText - 1 ? [name] : []
			)
		)
	);
	if (full.size === 0) return [];
	const names = [...full].join(', ');
	return [
		noteOfFile(
			context,
			expectation(
				'cut_texts',
				`textes peut-être coupés : un Shapefile en garde ${String(longestText)} octets (${names})`,
				{ names, most: longestText }
			),
			null
		)
	];
}

/** Rows that a .dbf says it has: its reader believes it. */
function rowCount(table: Uint8Array): number {
	const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
	return view.byteLength >= 8 ? view.getUint32(4, true) : 0;
}

interface Parts {
	shp: ZipEntry;
	dbf: ZipEntry | undefined;
	prj: ZipEntry | undefined;
	cpg: ZipEntry | undefined;
}

function partsOf(entries: readonly ZipEntry[]): Parts {
	// macOS adds its own copies of every file, which hold no shape.
	const own = entries.filter(({ name }) => !name.startsWith('__MACOSX/'));
	const shapes = own.filter(({ name }) => /\.shp$/i.test(name));
	const [shp, other] = shapes;
	if (!shp) throw new FormatError('l’archive ne contient aucun fichier .shp.', reason('shp_none'));
	if (other) {
		const names = shapes.map(({ name }) => name).join(', ');
		throw new FormatError(
			`l’archive contient plusieurs Shapefiles (${names}) ; un seul est attendu.`,
			reason('shp_several', { names })
		);
	}
	const base = shp.name.slice(0, -4).toLowerCase();
	const part = (extension: string) =>
		own.find(({ name }) => name.toLowerCase() === `${base}.${extension}`);
	return { shp, dbf: part('dbf'), prj: part('prj'), cpg: part('cpg') };
}

function parsedTable(table: Uint8Array, cpg: string | undefined): Record<string, unknown>[] {
	const rows = unlessBroken(() => parseDbf(table, cpg));
	if (rows === null) throw unreadable('.dbf');
	return rows;
}

function notesOf(context: ReadContext, prj: string | undefined): SourceFile['notes'] {
	const name = /^(?:PROJCS|GEOGCS)\["([^"]+)"/.exec(prj ?? '')?.[1];
	return [
		name
			? noteOfFile(
					context,
					expectation('projected_by_prj', 'coordonnées ramenées en degrés d’après le .prj'),
					name
				)
			: noteOfFile(
					context,
					expectation(
						'no_prj',
						'sans fichier .prj, le système de coordonnées est jugé par la grandeur des valeurs'
					),
					null
				)
	];
}
