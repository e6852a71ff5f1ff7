import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { columnClasses } from './column-classes.ts';
import { engines, type TestDatabase } from './engines.ts';

describe.each(engines())('columns on $name', ({ create }) => {
	let database: TestDatabase;
	let engine: Engine;

	beforeAll(async () => {
		database = await create();
		engine = database.openRaw();
	});

	afterAll(async () => {
		await engine.close();
		await database.remove();
	});

	it('are all classified: public, personal or internal', async () => {
		const found = await engine.rows(
			`select relname || '.' || attname as name from pg_class
			join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f')`
		);
		const classified = Object.entries(columnClasses).flatMap(([table, classes]) =>
			Object.values(classes).flatMap((words) =>
				words.split(' ').map((column) => `${table}.${column}`)
			)
		);
		expect(new Set(classified).size).toBe(classified.length);
		expect(classified.sort()).toEqual(found.map(({ name }) => String(name)).sort());
	});

	it('are public in tables that anon reads, and nowhere else', async () => {
		const found = await engine.rows(
			`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
			and has_any_column_privilege('anon', pg_class.oid, 'select')`
		);
		const open = Object.entries(columnClasses).filter(([, classes]) => 'public' in classes);
		expect(open.map(([table]) => table).sort()).toEqual(
			found.map(({ relname }) => String(relname)).sort()
		);
		for (const [table, classes] of open)
			expect([table, Object.keys(classes)]).toEqual([table, ['public']]);
	});

	it('tell a mailbox from a web address', async () => {
		const mailboxes = [
			'a@b.fr',
			'mailto:x@y.fr',
			'Écrire à jean.d-o@epci.fr|https://x.fr',
			'X <a@b.fr>'
		];
		const others = [
			'https://epci.fr/projet',
			'https://medium.com/@jean.dupont',
			'https://u@h.fr/x',
			'@x'
		];
		const rows = await engine.rows(
			`select names_mailbox(text) as found from unnest(array[${[...mailboxes, ...others]
				.map((text) => `'${text}'`)
				.join(', ')}]) with ordinality as t (text, rank) order by rank`
		);
		expect(rows.map(({ found }) => found)).toEqual([
			...mailboxes.map(() => true),
			...others.map(() => false)
		]);
	});
});
