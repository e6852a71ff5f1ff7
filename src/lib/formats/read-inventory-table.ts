import type { ColumnValue } from '#lib/domain/import/record.ts';
import type { ImportIssue } from '#lib/domain/import/issue.ts';
import {
	inventoryTableOf,
	inventoryTables,
	inventoryTableSchemas,
	type InventoryTable
} from '#lib/domain/import/inventory-tables.ts';
import { validateProperties } from '#lib/domain/import/validate-record.ts';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseColumns } from './contract.ts';
import { csvRows, delimiterOf } from './csv-rows.ts';
import { decodeText } from './decode-text.ts';
import { openCopy, quoted, read } from './open-geopackage.ts';

/** A row to write, with the line of the file where it stands. */
export interface InventoryRow {
	line: number;
	values: Record<string, ColumnValue>;
}

export interface InventoryTableFile {
	table: InventoryTable;
	rows: InventoryRow[];
	/** What was mended, and what was refused: nothing of a file with a refusal is written. */
	issues: ImportIssue[];
}

/** Rows of one answer to the database: the units of a territory many times over. */
export const mostInventoryRows = 20_000;

interface Source {
	columns: string[];
	rows: { line: number; properties: Record<string, unknown> }[];
}

function sourceOfCsv(bytes: Uint8Array): Source {
	const { text } = decodeText(bytes);
	const [head, ...rows] = csvRows(text, delimiterOf(text));
	const columns = (head?.cells ?? []).map((name) => name.trim());
	refuseColumns(columns.length);
	const propertiesOf = (cells: readonly string[]) =>
		Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? '']));
	return {
		columns,
		rows: rows.map(({ line, cells }) => ({ line, properties: propertiesOf(cells) }))
	};
}

/** The table of a GeoPackage that is named as one of the inventory, and is a plain table. */
function sourceOfGeoPackage(bytes: Uint8Array): Source {
	const database = openCopy(bytes);
	try {
		const [found] = read(
			database,
			`select t.name from pragma_table_list as t where t.schema = 'main' and t.type = 'table'
			and t.name in (${inventoryTables.map((name) => `'${name}'`).join(', ')})
			and not exists (select 1 from pragma_table_xinfo(t.name) as c where c.hidden <> 0) limit 1`
		);
		if (!found) throw unknownTable([]);
		const rows = read(database, `select * from ${quoted(String(found['name']))}`);
		return {
			columns: Object.keys(rows[0] ?? {}),
			rows: rows.map((properties, index) => ({ line: index + 1, properties }))
		};
	} finally {
		database.close();
	}
}

const unknownTable = (columns: readonly string[]) =>
	new FormatError(
		`ce n’est ni une table d’occupants, ni de constats, ni de propriétaires (colonnes : ${columns.join(', ') || 'aucune'}).`,
		reason('inventory_table', { columns: columns.slice(0, 12).join(', ') || '–' })
	);

/**
 * Reads a table of the inventory: a CSV, or the table of a GeoPackage that has its name.
 * @throws FormatError when nothing can be read of it
 */
export function readInventoryTable(bytes: Uint8Array, file: string): InventoryTableFile {
	const { columns, rows } = file.toLowerCase().endsWith('.gpkg')
		? sourceOfGeoPackage(bytes)
		: sourceOfCsv(bytes);
	const table = inventoryTableOf(columns);
	if (table === null) throw unknownTable(columns);
	if (rows.length === 0) {
		throw new FormatError('la table n’a aucune ligne.', reason('features_none'));
	}
	if (rows.length > mostInventoryRows) {
		throw new FormatError(
			`plus de ${String(mostInventoryRows)} lignes dans un fichier`,
			reason('features_most', { most: mostInventoryRows })
		);
	}
	const issues: ImportIssue[] = [];
	const read = rows.flatMap(({ line, properties }): InventoryRow[] => {
		const validated = validateProperties(inventoryTableSchemas[table], properties, { file, line });
		issues.push(...validated.issues);
		return validated.complete ? [{ line, values: validated.columns }] : [];
	});
	return { table, rows: read, issues };
}
