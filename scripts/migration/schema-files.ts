import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { faultLine, faultMessage } from '#lib/server/embedded/fault-line.ts';
import { splitStatements } from './sql-statements.ts';

/** A file of `supabase/schemas`; its path from the root of the project. */
export type SchemaFile = { path: string; sql: string };

/**
 * The files of the schema, in the order in which `supabase/config.toml` has them applied.
 * @param root folder of the project
 * @throws Error naming a file that config.toml forgets, or a pattern of it that finds none
 */
export function readSchemaFiles(root: string): SchemaFile[] {
	const supabase = join(root, 'supabase');
	const config = readFileSync(join(supabase, 'config.toml'), 'utf8');
	const [, list] = /^schema_paths = \[([^\]]*)\]/m.exec(config) ?? [];
	if (list === undefined) throw new Error('supabase/config.toml : « schema_paths » manque.');
	const paths = new Set<string>();
	for (const [, pattern = ''] of list.matchAll(/"([^"]*)"/g)) {
		const found = globSync(pattern, { cwd: supabase }).sort();
		if (found.length === 0) {
			throw new Error(`supabase/config.toml : aucun fichier pour « ${pattern} » de schema_paths.`);
		}
		for (const path of found) paths.add(path);
	}
	for (const path of globSync('schemas/**/*.sql', { cwd: supabase })) {
		if (paths.has(path)) continue;
		throw new Error(
			`supabase/${path} n'est pas dans « schema_paths » de supabase/config.toml : ajoutez-l'y, à son rang.`
		);
	}
	return [...paths].map((path) => ({
		path: `supabase/${path}`,
		sql: readFileSync(join(supabase, path), 'utf8')
	}));
}

/**
 * Applies the files of the schema to a database that has none of it yet: all of them, or nothing.
 * @throws Error naming file and line of the statement that the database refuses
 */
export async function applySchemaFiles(engine: Engine, files: SchemaFile[]): Promise<void> {
	await engine.together(async (transaction) => {
		for (const { path, sql } of files) {
			for (const statement of splitStatements(sql)) {
				try {
					await transaction.run(statement.sql);
				} catch (fault) {
					const line = faultLine(sql, fault, statement.start);
					throw new Error(`${path}, ligne ${String(line)} : ${faultMessage(fault)}`, {
						cause: fault
					});
				}
			}
		}
	});
}
