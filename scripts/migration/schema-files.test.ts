import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
import { migrationName, saveMigration } from './migration-file.ts';
import { readSchemaFiles } from './schema-files.ts';

let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'forgeterre-schemas-'));
});

afterEach(() => {
	rmSync(root, { recursive: true });
});

function write(files: Record<string, string>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
}

const config = (...patterns: string[]) => ({
	'supabase/config.toml': `[db.migrations]\nschema_paths = [\n${patterns.map((one) => `\t"${one}"`).join(',\n')}\n]\n`
});

describe('the files of the schema', () => {
	it('come in the order of config.toml, each once', () => {
		write({
			...config('./schemas/b/tables*.sql', './schemas/a/*.sql', './schemas/b/*.sql'),
			...{ 'supabase/schemas/a/functions.sql': 'a', 'supabase/schemas/b/tables.sql': 'b' },
			...{ 'supabase/schemas/b/rights.sql': 'c', 'supabase/schemas/b/tables-more.sql': 'd' }
		});
		expect(readSchemaFiles(root).map(({ path }) => path)).toEqual([
			'supabase/schemas/b/tables-more.sql',
			'supabase/schemas/b/tables.sql',
			'supabase/schemas/a/functions.sql',
			'supabase/schemas/b/rights.sql'
		]);
	});

	it('are all named there: a forgotten one, or a pattern that finds none, is told', () => {
		write({ ...config('./schemas/a/*.sql'), 'supabase/schemas/b/tables.sql': '' });
		expect(() => readSchemaFiles(root)).toThrow('aucun fichier pour « ./schemas/a/*.sql »');
		write({ 'supabase/schemas/a/tables.sql': '' });
		expect(() => readSchemaFiles(root)).toThrow(
			"supabase/schemas/b/tables.sql n'est pas dans « schema_paths »"
		);
	});

	it('stay short enough to be read, each of one subject and one kind', () => {
		for (const { path, sql } of readSchemaFiles(projectRoot())) {
			expect(path).toMatch(
				/^supabase\/schemas\/\w+\/(extensions|tables|functions|rights)(-[a-z-]+)?\.sql$/
			);
			expect([path, sql.split('\n').length < 600]).toEqual([path, true]);
		}
	});
});

describe('a migration that is written', () => {
	it('has a name in small letters, and says what else it was given', () => {
		expect(migrationName('Tell-who-serves')).toBe('tell_who_serves');
		for (const refused of ['', '../up', 'été', '2027_more']) {
			expect(() => migrationName(refused)).toThrow(`Nom de migration refusé : « ${refused} »`);
		}
	});

	it('comes after all others, also those of before the baseline, and never over one', () => {
		const early = new Date('2026-11-26T00:00:00Z');
		const name = (now: Date) => saveMigration(root, 'more', '', now).slice(root.length + 1);
		expect(name(early)).toBe('20261126120001_more.sql');
		expect(name(early)).toBe('20261126120002_more.sql');
		expect(name(new Date('2027-01-02T03:04:05Z'))).toBe('20270102030405_more.sql');
	});
});
