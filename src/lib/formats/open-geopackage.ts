import { DatabaseSync } from 'node:sqlite';
import { reason } from '#lib/domain/reason.ts';
import { FormatError, refuseFeatures } from './contract.ts';

/** In memory: nothing that the file asks for is written anywhere, and no extension is loaded. */
export function openCopy(bytes: Uint8Array): DatabaseSync {
	if (!new TextDecoder().decode(bytes.subarray(0, 16)).startsWith('SQLite format 3')) {
		throw new FormatError('ce n’est pas un GeoPackage (une base SQLite).', reason('gpkg_broken'));
	}
	const database = new DatabaseSync(':memory:');
	try {
		database.deserialize(bytes);
		database.exec('pragma trusted_schema = off; pragma query_only = on;');
		return database;
	} catch {
		database.close();
		throw new FormatError('le GeoPackage est abîmé ou tronqué.', reason('gpkg_broken'));
	}
}

export function read(
	database: DatabaseSync,
	sql: string,
	...values: string[]
): Record<string, unknown>[] {
	try {
		const rows: Record<string, unknown>[] = [];
		for (const row of database.prepare(sql).iterate(...values)) {
			rows.push({ ...row });
			refuseFeatures(rows.length);
		}
		return rows;
	} catch (fault) {
		if (fault instanceof FormatError) throw fault;
		throw new FormatError(
			'le GeoPackage est abîmé, ou n’a pas les tables de la norme.',
			reason('gpkg_broken')
		);
	}
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
