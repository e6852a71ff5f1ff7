import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formerMigrations } from '#lib/server/embedded/former-migrations.ts';
import { readMigrations } from '#lib/server/embedded/migration-files.ts';

/** Name of a migration as its file has it: words of small letters and digits, joined by `_`. */
export function migrationName(given: string): string {
	const name = given.toLowerCase().replaceAll('-', '_');
	if (!/^[a-z][a-z0-9_]*$/.test(name)) {
		throw new Error(
			`Nom de migration refusé : « ${given} » ; attendu : des lettres sans accent, des chiffres, « - » ou « _ ».`
		);
	}
	return name;
}

/**
 * Writes a migration beside the others, with a version after theirs.
 * @returns path of the file
 */
export function saveMigration(directory: string, name: string, sql: string, now: Date): string {
	const clock = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
	const last = [...formerMigrations.keys(), ...readMigrations(directory).map((one) => one.version)]
		.sort()
		.at(-1);
	const version = last && last >= clock ? String(BigInt(last) + 1n) : clock;
	const path = join(directory, `${version}_${name}.sql`);
	writeFileSync(path, sql, { flag: 'wx' });
	return path;
}
