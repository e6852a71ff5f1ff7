import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importClasses } from '#lib/backend/imports.ts';
import { sectorOf } from '#lib/domain/sector.ts';
import {
	brownfieldLists,
	constraintTypes,
	contourMethods,
	firmLists,
	networkFlags,
	plotLists,
	poiTypes,
	siteLists,
	vocationFlags,
	yesNo
} from '#lib/domain/vocabulary.ts';
import type { Engine } from '#lib/server/embedded/engines.ts';
import { engines, type TestDatabase } from './engines.ts';

const flags = (names: readonly string[]) =>
	names.map((name): [string, readonly string[]] => [name, yesNo]);

/** Every closed list of the database, by table and column, as the domain has it. */
const lists: Record<string, Record<string, readonly string[]>> = {
	epci: { contour_methode: contourMethods },
	commune: { contour_methode: contourMethods },
	site_eco: { ...siteLists, ...Object.fromEntries(flags([...vocationFlags, ...networkFlags])) },
	terrain_eco: { ...plotLists, ...Object.fromEntries(flags(['terr_utile', 'terr_cle_en_main'])) },
	etablissement: { ...firmLists, ...Object.fromEntries(flags(['etab_siege', 'etab_actif'])) },
	friche: brownfieldLists,
	poi: { poi_type: poiTypes },
	contrainte: { contrainte_type: constraintTypes },
	acces_restreint: { classe: ['terrain_eco', 'friche'] }
};

const publicTables = [
	...['commune', 'contrainte', 'epci', 'etablissement', 'friche', 'poi', 'site_eco', 'terrain_eco'],
	...['territory', 'unite_fonciere']
];
const closedTables = ['acces_restreint', 'import_lot'];

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
		const tables = await column(
			`select relname from pg_class where relnamespace = 'public'::regnamespace
			and relkind in ('r', 'v', 'm', 'p', 'f') order by relname`,
			'relname'
		);
		expect(tables).toEqual([...publicTables, ...closedTables].sort());
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
		for (const table of [...publicTables, 'acces_restreint']) {
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
			`select tablename || ' ' || cmd || ' ' || qual as policy from pg_policies
			where schemaname = 'public' order by tablename`,
			'policy'
		);
		expect(policies).toEqual(publicTables.map((table) => `${table} SELECT publie`));
	});

	it.each(['anon', 'authenticated'])(
		'lets %s read the public tables and nothing more',
		async (role) => {
			const privileges = await column(
				`select relname || ' ' || privilege as right
			from pg_class cross join unnest(
				array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']
			) as privilege
			where relnamespace = 'public'::regnamespace and relkind = 'r'
			and has_table_privilege('${role}', pg_class.oid, privilege)
			order by relname`,
				'right'
			);
			expect(privileges).toEqual(publicTables.map((table) => `${table} select`));
		}
	);

	it.each(['anon', 'authenticated'])('lets %s call reading functions only', async (role) => {
		const callable = await column(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace
			and has_function_privilege('${role}', oid, 'execute') order by proname`,
			'proname'
		);
		expect(callable).toEqual([
			...['allowed_values', 'box_around', 'box_geometry', 'bracket_headcount'],
			...['collection_columns', 'collection_definition', 'collection_schema'],
			...['collection_statement', 'collections_summary', 'distance_km', 'feature_by_id'],
			...['features_page', 'filter_condition', 'flattened_km', 'fold_text', 'nearest_km'],
			...['search_area', 'terrains_matching', 'terrains_search', 'verdict_among'],
			...['verdict_between', 'verdict_on_brownfields', 'verdict_on_corridor'],
			...['verdict_on_firms', 'verdict_on_headcount', 'verdict_on_shape', 'verdict_on_text'],
			'vertex_mean'
		]);
	});

	it('sets the search path of every function, and gives the rights of its owner to triggers only', async () => {
		const loose = await column(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace and (
				(prosecdef and prorettype <> 'trigger'::regtype) or not coalesce(proconfig::text like '%search_path=public, extensions%', false)
			)`,
			'proname'
		);
		expect(loose).toEqual([]);
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
		expect(unindexed).toEqual(['commune.geompoint']);
	});

	it('admits in each closed list what the domain admits, in the same order', async () => {
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
		const { import_lot: importLot, ...records } = found;
		expect(records).toEqual(lists);
		expect(new Set(importLot?.['classe'])).toEqual(new Set(importClasses));
	});

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
