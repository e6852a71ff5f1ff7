import { describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/project-root.ts';
import { readSchemaFiles } from './schema-files.ts';
import { splitStatements } from './sql-statements.ts';

const texts = (script: string) => splitStatements(script).map(({ sql }) => sql);

describe('the statements of a script', () => {
	it('end at a semicolon that stands in no text, no comment and no body', () => {
		const script = [
			"select 'a;b''c;', \"d;e\"; -- why; not",
			'/* one; */ select 2;',
			'create function f() returns int language sql as $body$ select 1; -- $$ ;\n$body$;',
			'do $$ begin perform 1; end $$;',
			'select $1; select 3'
		].join('\n');
		expect(texts(script)).toEqual([
			"select 'a;b''c;', \"d;e\";",
			'/* one; */ select 2;',
			'create function f() returns int language sql as $body$ select 1; -- $$ ;\n$body$;',
			'do $$ begin perform 1; end $$;',
			'select $1;',
			'select 3'
		]);
	});

	it('carry the comment right above them, and where they stand', () => {
		const script =
			'-- Of the file.\n\n-- Why,\n-- in two lines.\nselect 1;\n\nselect 2;\n-- At the end.\n';
		expect(splitStatements(script)).toEqual([
			{
				sql: 'select 1;',
				comment: '-- Why,\n-- in two lines.\n',
				start: script.indexOf('select 1')
			},
			{ sql: 'select 2;', comment: '', start: script.indexOf('select 2') }
		]);
	});

	it('keep a text that is never closed, for the database to refuse', () => {
		expect(texts("select 1;\nselect 'open;\n")).toEqual(['select 1;', "select 'open;"]);
	});

	it('lose nothing of the files of the schema', () => {
		const bare = (script: string) => script.replaceAll(/^--.*$/gm, '').replaceAll(/\s+/g, '');
		for (const { path, sql } of readSchemaFiles(projectRoot())) {
			expect([path, bare(texts(sql).join('\n'))]).toEqual([path, bare(sql)]);
		}
	});
});
