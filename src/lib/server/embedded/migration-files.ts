import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of `supabase/migrations`, named `<version>_<name>.sql` as the Supabase CLI has it. */
export type Migration = { version: string; name: string; sql: string; checksum: string };

/** SHA-256 of the text of a migration, in hexadecimal, however its lines end. */
export function checksumOf(sql: string): string {
	return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}

/** Migrations of a folder, in the order of their version. */
export function readMigrations(directory: string): Migration[] {
	return readdirSync(directory)
		.filter((file) => file.endsWith('.sql'))
		.sort()
		.map((file) => {
			const [, version, name] = /^(\d+)_(\w+)\.sql$/.exec(file) ?? [];
			if (!version || !name) {
				throw new Error(`Migration mal nommée : « ${file} » ; attendu : <date>_<nom>.sql.`);
			}
			const sql = readFileSync(join(directory, file), 'utf8');
			return { version, name, sql, checksum: checksumOf(sql) };
		});
}
