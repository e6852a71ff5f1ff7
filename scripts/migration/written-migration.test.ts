import { describe, expect, it } from 'vitest';
import type { Catalogue, CatalogueObject } from './catalogue.ts';
import { compareCatalogues } from './catalogue.ts';
import { stop, writeMigration } from './written-migration.ts';

const catalogue = (...objects: [CatalogueObject['kind'], string, string][]): Catalogue =>
	new Map(
		objects.map(([kind, name, definition]) => [`${kind} ${name}`, { kind, name, definition }])
	);
const files = (sql: string) => [{ path: 'supabase/schemas/a/functions.sql', sql }];
const written = (wanted: Catalogue, found: Catalogue, sql = '') =>
	writeMigration(compareCatalogues(wanted, found), wanted, files(sql));

describe('a written migration', () => {
	it('drops what the schema no longer has, and says nothing of its rights or words', () => {
		const found = catalogue(
			['function', 'public.old(p_a text)', 'x'],
			['comment', 'function public.old(p_a text)', 'Vieux'],
			['grants', 'function public.old(p_a text)', 'execute: anon'],
			['policy', 'reading on public.t', 'r'],
			['trigger', 'after on public.t', 'x'],
			['index', 'public.t_a', 'x']
		);
		expect(written(catalogue(), found)).toEqual({
			sql: [
				'drop trigger after on public.t;',
				'drop index public.t_a;',
				'drop policy reading on public.t;',
				'drop function public.old(p_a text);\n'
			].join('\n\n'),
			complete: true
		});
	});

	it('says the comment of an index again that it makes anew', () => {
		const comment = ['comment', 'index public.t_a', 'Pour l’atlas'] as const;
		const { sql } = written(
			catalogue(['index', 'public.t_a', 'new'], [...comment]),
			catalogue(['index', 'public.t_a', 'old'], [...comment]),
			'create index t_a on public.t (a, b);'
		);
		expect(sql).toBe(
			"drop index public.t_a;\n\ncreate index t_a on public.t (a, b);\n\ncomment on index public.t_a is 'Pour l’atlas';\n"
		);
	});

	it('writes grants whole, with their option, and quotes in words', () => {
		const { sql } = written(
			catalogue(
				['grants', 'table public.t', 'insert: service_role\nselect with grant option: anon'],
				['comment', 'table public.t', "L'atlas"]
			),
			catalogue(['grants', 'table public.t', '']),
			''
		);
		expect(sql).toBe(
			"comment on table public.t is 'L''atlas';\n\n" +
				'revoke all on table public.t from public, anon, authenticated, service_role;\n' +
				'grant insert on table public.t to service_role;\n' +
				'grant select on table public.t to anon with grant option;\n'
		);
	});

	it('leaves tables to the developer, with a line that stops every start', () => {
		const { sql, complete } = written(
			catalogue(
				['column', 'public.t.b', 'text not null'],
				['constraint', 'b on public.t', 'CHECK (b)']
			),
			catalogue(['column', 'public.t.a', 'text'], ['constraint', 'b on public.t', 'CHECK (a)'])
		);
		expect(complete).toBe(false);
		for (const suggested of [
			'-- alter table public.t drop column a;',
			'-- alter table public.t add column b text not null;',
			'-- alter table public.t drop constraint b;\n-- alter table public.t add constraint b CHECK (b);'
		]) {
			expect(sql).toContain(suggested);
		}
		expect(sql.trimEnd().endsWith(stop)).toBe(true);
		expect(
			sql
				.replace(stop, '')
				.replaceAll(/^--.*$/gm, '')
				.trim()
		).toBe('');
	});

	it('refuses to leave out an object whose text it cannot find', () => {
		expect(() =>
			written(
				catalogue(['function', 'public.f()', 'x']),
				catalogue(),
				'CREATE FUNCTION public.f() returns int language sql as $$ select 1 $$;'
			)
		).toThrow('le texte de « function public.f() » est introuvable');
	});
});
