import type { Engine } from '#lib/server/embedded/engines.ts';

/** What an object is, and how the database tells it: two catalogues are the same when these texts are. */
export type Catalogue = Map<string, string>;

/** One object that two catalogues tell differently; empty where one of them has none. */
export type Difference = { object: string; wanted: string; found: string };

const acl = (list: string, kind: string, owner: string) => `(
	select coalesce(string_agg(
		coalesce(nullif(grantee, 0)::regrole::text, 'public') || '=' || privilege_type
			|| case when is_grantable then '*' else '' end,
		', ' order by coalesce(nullif(grantee, 0)::regrole::text, 'public'), privilege_type
	), 'nobody')
	from aclexplode(coalesce(${list}, acldefault(${kind}, ${owner})))
)`;

// One query a kind of object; an index that a constraint brings, and a NOT NULL that PostgreSQL 18 names, are told
// by the constraint and by the column.
const queries: Record<string, string> = {
	schema: `select nspname as name, ${acl('nspacl', "'n'", 'nspowner')} as definition
		from pg_namespace where nspname in ('public', 'extensions')`,
	extension: `select extname as name, extnamespace::regnamespace::text as definition
		from pg_extension`,
	'default privileges': `select concat_ws(' ', defaclrole::regrole, defaclobjtype) as name,
		defaclacl::text as definition
		from pg_default_acl where defaclnamespace = 'public'::regnamespace`,
	leakproof: `select oid::regprocedure::text as name, 'yes' as definition
		from pg_proc where pronamespace = 'extensions'::regnamespace and proleakproof`,
	type: `select typname as name, concat_ws(E'\\n', typtype, format_type(nullif(typbasetype, 0), typtypmod),
			typdefault, obj_description(type.oid, 'pg_type')) as definition
		from pg_type as type left join pg_class on pg_class.oid = typrelid
		where typnamespace = 'public'::regnamespace
			and (typtype in ('d', 'e', 'r') or relkind = 'c')`,
	relation: `select relname as name, concat_ws(E'\\n', relkind, relpersistence,
			'row security ' || relrowsecurity || ' forced ' || relforcerowsecurity, reloptions::text,
			case when relkind in ('v', 'm') then pg_get_viewdef(oid) end,
			${acl('relacl', "case relkind when 'S' then 's' else 'r' end::\"char\"", 'relowner')}, obj_description(oid, 'pg_class')) as definition
		from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f', 'S', 'c')`,
	column: `select relname || '.' || attname as name, concat_ws(E'\\n', format_type(atttypid, atttypmod),
			case when attnotnull then 'not null' end, 'identity ' || nullif(attidentity::text, ''),
			'generated ' || nullif(attgenerated::text, ''), pg_get_expr(adbin, adrelid),
			nullif(attcollation, 0)::regcollation::text, attacl::text,
			col_description(attrelid, attnum)) as definition
		from pg_attribute join pg_class on pg_class.oid = attrelid
		left join pg_attrdef on adrelid = attrelid and adnum = attnum
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f', 'c')
			and attnum > 0 and not attisdropped`,
	constraint: `select coalesce(relname || '.', '') || conname as name,
			concat_ws(E'\\n', pg_get_constraintdef(pg_constraint.oid),
				obj_description(pg_constraint.oid, 'pg_constraint')) as definition
		from pg_constraint left join pg_class on pg_class.oid = conrelid
		where connamespace = 'public'::regnamespace and contype not in ('n', 't')`,
	index: `select relname as name, concat_ws(E'\\n', pg_get_indexdef(indexrelid),
			obj_description(indexrelid, 'pg_class')) as definition
		from pg_index join pg_class on pg_class.oid = indexrelid
		where relnamespace = 'public'::regnamespace
			and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))`,
	function: `select proname || '(' || pg_get_function_identity_arguments(oid) || ')' as name,
			pg_get_functiondef(oid) as definition
		from pg_proc where pronamespace = 'public'::regnamespace and prokind in ('f', 'p', 'w')`,
	'function comment': `select proname || '(' || pg_get_function_identity_arguments(oid) || ')' as name,
			obj_description(oid, 'pg_proc') as definition
		from pg_proc where pronamespace = 'public'::regnamespace and obj_description(oid, 'pg_proc') is not null`,
	'function grants': `select proname || '(' || pg_get_function_identity_arguments(oid) || ')' as name,
			${acl('proacl', "'f'", 'proowner')} as definition
		from pg_proc where pronamespace = 'public'::regnamespace`,
	trigger: `select tgrelid::regclass::text || '.' || tgname as name,
			concat_ws(E'\\n', pg_get_triggerdef(pg_trigger.oid), tgenabled,
				obj_description(pg_trigger.oid, 'pg_trigger')) as definition
		from pg_trigger join pg_proc on pg_proc.oid = tgfoid
		where not tgisinternal and pronamespace = 'public'::regnamespace`,
	policy: `select polrelid::regclass::text || '.' || polname as name,
			concat_ws(E'\\n', polcmd, case when polpermissive then 'permissive' else 'restrictive' end,
				(select string_agg(coalesce(nullif(role, 0)::regrole::text, 'public'), ', '
					order by nullif(role, 0)::regrole::text) from unnest(polroles) as role),
				'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid),
				obj_description(pg_policy.oid, 'pg_policy')) as definition
		from pg_policy join pg_class on pg_class.oid = polrelid
		where relnamespace = 'public'::regnamespace`
};

/** Everything that our schema makes in a database: its own schema, and what it hangs on others. */
export async function readCatalogue(engine: Engine): Promise<Catalogue> {
	const catalogue: Catalogue = new Map();
	for (const [kind, query] of Object.entries(queries)) {
		for (const { name, definition } of await engine.rows(query)) {
			catalogue.set(`${kind} ${String(name)}`, String(definition));
		}
	}
	return catalogue;
}

/** What differs, by name of the object. */
export function compareCatalogues(wanted: Catalogue, found: Catalogue): Difference[] {
	return [...new Set([...wanted.keys(), ...found.keys()])]
		.sort()
		.map((object) => ({
			object,
			wanted: wanted.get(object) ?? '',
			found: found.get(object) ?? ''
		}))
		.filter((one) => one.wanted !== one.found);
}
