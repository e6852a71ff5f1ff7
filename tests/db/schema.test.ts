import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { constraintFields } from '#lib/domain/fields/contrainte.ts';
import { firmFields } from '#lib/domain/fields/etablissement.ts';
import type { Fields, FieldType } from '#lib/domain/fields/field.ts';
import { brownfieldFields } from '#lib/domain/fields/friche.ts';
import { siteFields } from '#lib/domain/fields/site-eco.ts';
import { plotFields } from '#lib/domain/fields/terrain-eco.ts';
import { unitFields } from '#lib/domain/fields/unite-fonciere.ts';
import { sectorOf } from '#lib/domain/sector.ts';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { columnClasses } from './column-classes.ts';
import { engines, type TestDatabase } from './engines.ts';
import { functions, tables, type Role } from './schema-contract.ts';

/** Classes whose columns the domain describes one by one, by table. */
const fieldsOfTables: Record<string, Fields> = {
	site_eco: siteFields,
	terrain_eco: plotFields,
	etablissement: firmFields,
	friche: brownfieldFields,
	contrainte: constraintFields,
	unite_fonciere: unitFields
};

/** Columns that every class has, and where it lies. */
const beside = (table: string) => [
	...['territory_id', 'source_nom', 'source_date', 'source_methode', 'source_licence'],
	...['source_url', 'demonstration', 'publie', 'geom'],
	...(table === 'terrain_eco' ? ['centre'] : table === 'friche' ? ['geompoint'] : [])
];

/** What a column is in SQL; any other is a text. */
const columnTypes: Partial<Record<FieldType, string>> = {
	...{ date: 'date', year: 'integer', count: 'integer', quantity: 'double precision' },
	...{ lengths: 'double precision[]', keys: 'text[]', truth: 'boolean' }
};

const tableNames = Object.keys(tables).sort();
const tablesWhere = (chosen: (table: (typeof tables)[string]) => boolean) =>
	tableNames.filter((name) => tables[name] && chosen(tables[name]));

describe.each(engines())('schema on $name', ({ create }) => {
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

	const column = async (sql: string, name: string) =>
		(await engine.rows(sql)).map((row) => String(row[name]));

	it('has tables only, and those of the contract', async () => {
		const found = await column(
			`select relname from pg_class where relnamespace = 'public'::regnamespace
			and relkind in ('r', 'v', 'm', 'p', 'f') order by relname`,
			'relname'
		);
		expect(found).toEqual(tableNames);
	});

	it('describes every table and every column, in French', async () => {
		const undescribed = await column(
			`select relname || coalesce('.' || attname, '') as name
			from pg_class
			left join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
			where relnamespace = 'public'::regnamespace and relkind = 'r' and (
				obj_description(pg_class.oid, 'pg_class') is null
				or coalesce(col_description(attrelid, attnum), '') = ''
			)`,
			'name'
		);
		expect(undescribed).toEqual([]);
	});

	it('keeps source, date and method on every record', async () => {
		for (const table of tablesWhere(({ record }) => record === true)) {
			const required = await column(
				`select attname from pg_attribute
				where attrelid = 'public.${table}'::regclass and attnotnull
				and attname in ('territory_id', 'source_nom', 'source_date', 'source_methode', 'demonstration')
				order by attname`,
				'attname'
			);
			expect([table, ...required]).toEqual([
				table,
				...['demonstration', 'source_date', 'source_methode', 'source_nom', 'territory_id']
			]);
		}
	});

	it('puts row-level security on every table, with reading as its only policy', async () => {
		const open = await column(
			`select relname from pg_class
			where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`,
			'relname'
		);
		expect(open).toEqual([]);
		const policies = await column(
			`select tablename || ' ' || cmd || ' ' || case
				when qual = 'publie' then qual
				when qual = 'true' then 'everything'
				else policyname end as policy
			from pg_policies where schemaname = 'public' order by policy`,
			'policy'
		);
		const declared = tableNames.flatMap((name) =>
			(tables[name]?.policies ?? []).map((policy) => `${name} SELECT ${policy}`)
		);
		expect(new Set(policies)).toEqual(new Set(declared));
		expect(policies).toHaveLength(declared.length);
	});

	it.each(['anon', 'authenticated'] satisfies Role[])(
		'lets %s read the tables declared so, and write none',
		async (role) => {
			const privileges = await column(
				`select relname || ' ' || privilege as right
			from pg_class cross join unnest(
				array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']
			) as privilege
			where relnamespace = 'public'::regnamespace and relkind = 'r'
			and has_table_privilege('${role}', pg_class.oid, privilege)`,
				'right'
			);
			const readable = tablesWhere(({ readBy }) => readBy.includes(role));
			expect(privileges.sort()).toEqual(readable.map((table) => `${table} select`));
		}
	);

	it.each(['anon', 'authenticated'] satisfies Role[])(
		'lets %s call the functions declared so, and no other',
		async (role) => {
			const callable = await column(
				`select proname from pg_proc where pronamespace = 'public'::regnamespace
				and has_function_privilege('${role}', oid, 'execute')`,
				'proname'
			);
			const declared = Object.entries(functions).filter(([, { by }]) => by.includes(role));
			expect(callable.sort()).toEqual(declared.map(([name]) => name).sort());
		}
	);

	it('describes every function that an account or the service calls, in French', async () => {
		const undescribed = await column(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace
			and coalesce(obj_description(oid, 'pg_proc'), '') = ''`,
			'proname'
		);
		const declared = Object.entries(functions).filter(([, { definer }]) => definer);
		const names = new Set(declared.map(([name]) => name));
		expect(undescribed.filter((name) => names.has(name))).toEqual([]);
	});

	it('sets the search path of every function, and gives the rights of its owner to those declared so', async () => {
		const loose = await column(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace
			and not coalesce(proconfig::text like '%search_path=public, extensions%', false)`,
			'proname'
		);
		const written = Object.entries(functions).filter(([, { inlined }]) => inlined);
		expect(loose.sort()).toEqual(written.map(([name]) => name).sort());
		const definers = await column(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace
			and prosecdef and prorettype <> 'trigger'::regtype`,
			'proname'
		);
		const declared = Object.entries(functions).filter(([, { definer }]) => definer);
		expect(definers.sort()).toEqual(declared.map(([name]) => name).sort());
	});

	it('indexes every geometry', async () => {
		const unindexed = await column(
			`select relname || '.' || attname as name
			from pg_class join pg_attribute on attrelid = pg_class.oid
			where relnamespace = 'public'::regnamespace and relkind = 'r'
			and atttypid = 'extensions.geometry'::regtype
			and not exists (
				select from pg_index where indrelid = pg_class.oid
				and pg_get_indexdef(indexrelid) ~ ('USING gist .*\\m' || attname || '\\M')
			)`,
			'name'
		);
		// Nobody looks for a staged record by its place.
		expect(unindexed.sort()).toEqual([
			'annonce_version.geom',
			'commune.geompoint',
			'import_lot.centre',
			'import_lot.geom'
		]);
	});

	it('admits in each closed list what is declared, in the same order', async () => {
		const found: Record<string, Record<string, string[]>> = {};
		const rows = await engine.rows(
			`select relname, attname, array_to_json(allowed_values(pg_class.oid, attname))::text as allowed
			from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0
			where relnamespace = 'public'::regnamespace and relkind = 'r'
			and allowed_values(pg_class.oid, attname) is not null`
		);
		for (const row of rows) {
			const table = String(row['relname']);
			found[table] ??= {};
			found[table][String(row['attname'])] = JSON.parse(String(row['allowed'])) as string[];
		}
		const declared = Object.fromEntries(
			Object.entries(tables).flatMap(([name, { lists = {} }]) =>
				Object.keys(lists).length > 0 ? [[name, lists]] : []
			)
		);
		expect(found).toEqual(declared);
	});

	it.each(Object.entries(fieldsOfTables))(
		'keeps %s as its table of fields says: columns, types, bounds and obligation',
		async (table, fields) => {
			const rows = await engine.rows(
				`select attname as name, atttypid::regtype::text as type, attnotnull as required,
					coalesce((
						select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint
						where conrelid = attrelid and contype = 'c' and conkey = array[attnum]
					), '') as checks
				from pg_attribute where attrelid = 'public.${table}'::regclass and attnum > 0
				and not attisdropped`
			);
			const own = Object.entries(fields).filter(([, { joined }]) => joined === undefined);
			const kept = own.filter(([, { seenBy }]) => seenBy === undefined);
			expect(rows.map(({ name }) => String(name)).sort()).toEqual(
				[...kept.map(([name]) => name), ...beside(table)].sort()
			);
			const column = (name: string) => rows.find((row) => row['name'] === name) ?? {};
			const found = kept.map(([name]) => [
				name,
				...[column(name)['type'], column(name)['required']]
			]);
			expect(found).toEqual(
				kept.map(([name, { type, required }]) => [name, columnTypes[type] ?? 'text', required])
			);
			const bounded = kept.filter(([, { type }]) => type === 'quantity' || type === 'count');
			for (const [name, { highest, from }] of bounded) {
				// What the database computes is bounded by how.
				if (from !== undefined && highest === Number.POSITIVE_INFINITY) continue;
				expect([name, String(column(name)['checks'])]).toEqual([
					name,
					expect.stringMatching(
						highest === undefined || highest === Number.POSITIVE_INFINITY
							? />= \(?0/
							: new RegExp(`>= \\(?0.*<= \\(?${String(highest)}\\b`)
					)
				]);
			}
			// Who may see a column is said twice, lest a new one be public by oversight.
			const open = columnClasses[table]?.public?.split(' ') ?? [];
			expect(own.filter(([name]) => open.includes(name))).toEqual(kept);
		}
	);

	it('finds the sector of a NAF code as the domain does', async () => {
		const codes = [
			...Array.from({ length: 100 }, (_, division) => `${String(division).padStart(2, '0')}51Z`),
			...['24.51Z', '24.10Z', '25.50A', '25.5', '2550A', '24', '2', '', '.2451Z', '2.4.51Z', 'A1']
		];
		const rows = await engine.rows(
			`select code, sector_of(code) as sector
			from unnest(array[${codes.map((code) => `'${code}'`).join(', ')}]) as code`
		);
		expect(rows.map(({ code, sector }) => [code, sector])).toEqual(
			codes.map((code) => [code, sectorOf(code)])
		);
	});

	it('takes parcels of Corsica, and refuses what is not a parcel', async () => {
		const parcels = ['08105000AB0012', '2A004000AB0012', '2B2930000D0625|12083000AH0035'];
		const others = ['8105000AB0012', '2C004000AB0012', '08105000AB0012|', '08105000ab0012', 'x'];
		for (const [table, name] of [
			['terrain_eco', 'terr_refcad'],
			['friche', 'unite_fonciere_refcad'],
			['unite_fonciere', 'uf_refcad']
		] as const) {
			const [check] = await column(
				`select pg_get_expr(conbin, conrelid) as check from pg_constraint
				where conrelid = 'public.${table}'::regclass and conname = '${table}_${name}_check'`,
				'check'
			);
			const admitted = await column(
				`select ${name} from unnest(array[${[...parcels, ...others]
					.map((parcel) => `'${parcel}'`)
					.join(', ')}]) as ${name} where ${String(check)}`,
				name
			);
			expect(admitted).toEqual(parcels);
		}
	});
});
