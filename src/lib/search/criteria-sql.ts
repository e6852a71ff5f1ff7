import { criteriaInAddress, criteriaList, fieldEntries } from './criteria-list.ts';
import type { Criterion } from './criterion.ts';
import type { Field } from './field.ts';

/** Where it stands. */
export const criteriaFile = 'supabase/schemas/search/functions-criteria.sql';

/** Types of what is asked, as SQL reads them from JSON. */
const types: Record<Field['kind'], string> = {
	number: 'float8',
	standing: 'float8',
	date: 'date',
	list: 'text[]',
	codes: 'text[]',
	flag: 'boolean',
	word: 'text',
	text: 'text',
	shape: 'json'
};

/** Where SQL finds what a criterion judges. */
function columnOf({ field, onServer }: Criterion): string {
	switch (onServer?.at) {
		case undefined:
			return `plot.${field}`;
		case 'site':
			return `site.${field}`;
		case 'plot-else-site':
			return `coalesce(plot.${field}, site.${field})`;
	}
}

function verdictOf(criterion: Criterion): string | null {
	const { id, judged, fields, onServer } = criterion;
	if (onServer?.sql !== undefined) return onServer.sql;
	const bound = (side: 'min' | 'max') => {
		const key = Object.keys(fields).find((one) => {
			const field = fields[one];
			return field !== undefined && 'side' in field && field.side === side;
		});
		return key === undefined ? 'null' : `asked."${key}"`;
	};
	switch (judged) {
		case 'range':
			return `verdict_between(${columnOf(criterion)}, ${bound('min')}, ${bound('max')})`;
		case 'choice':
			return `verdict_among(asked."${Object.keys(fields).join()}", ${columnOf(criterion)})`;
		case 'otherwise':
			throw new Error(`Critère « ${id} » : attendu sa ligne de SQL (onServer.sql).`);
	}
}

function askedIn(key: string, field: Field): string[] {
	switch (field.kind) {
		case 'number':
		case 'date':
			return [`asked."${key}" is not null`];
		case 'list':
		case 'codes':
			return [`cardinality(asked."${key}") > 0`];
		case 'flag':
			return [`asked."${key}"`];
		default:
			return [];
	}
}

/** Lines as they stand to each other, whatever the indentation of the file that they come from. */
function reindented(sql: string): string[] {
	const [first = '', ...others] = sql.split('\n');
	const depths = others.map((line) => line.length - line.trimStart().length);
	const least = Math.min(...depths);
	return [first, ...others.map((line) => line.slice(least))];
}

/** What is not asked, and what only ranks, passes; unknown passes unless it is asked strictly. */
function lineOf(criterion: Criterion): string[] {
	const verdict = verdictOf(criterion);
	if (verdict === null) return [];
	const { id, fields, onServer } = criterion;
	const asked =
		onServer?.isAsked ??
		Object.entries(fields)
			.flatMap(([key, field]) => askedIn(key, field))
			.join(' or ');
	const found = onServer?.indexed === undefined ? [] : reindented(`${onServer.indexed} and`);
	return [
		'and (',
		`	(${asked}) is not true`,
		`	or '${id}' = any (asked.wished)`,
		...found.map((line, at) => (at === 0 ? `	or ${line}` : `	${line}`)),
		found.length === 0 ? '	or coalesce(' : '	coalesce(',
		...reindented(`${verdict},`).map((line) => `		${line}`),
		`		'${id}' <> all (asked.strict)`,
		'	)',
		')'
	];
}

/** Fields that SQL is asked. */
function attributes(): string[] {
	const told = criteriaInAddress.filter(({ onServer }) => onServer?.sql !== null);
	return fieldEntries
		.filter(([key]) => told.some(({ keys }) => keys.includes(key)))
		.map(([key, { kind }]) => `"${key}" ${types[kind]}`);
}

const indented = (lines: readonly string[], tabs: number) =>
	lines.map((line) => '\t'.repeat(tabs) + line).join('\n');

/** The search in SQL, as the criteria in `src/lib/search/criteria` say it: a type and a function. */
export function criteriaSql(): string {
	return `-- Written from src/lib/search/criteria by \`npm run criteria\`: change it there.

create type public.criteres_recherche as (
${attributes()
	.map((one) => `\t${one}`)
	.join(',\n')}
);

comment on type public.criteres_recherche is
	'Critères d''une recherche, nommés comme dans src/lib/search/criteria.ts';

-- Judges what was asked and nothing else. The statement is planned with the criteria as constants: a criterion that was
-- not asked is true before a row is read, and a join that nothing needs is left out. Where an index finds the plots that
-- a criterion does not fail, that is asked beside its verdict. A plot's own networks and capacities
-- come before those of its site.
create function public.terrains_matching(p_territory text, p_criteria json) returns setof text
language plpgsql stable
set search_path = public, extensions
set jit = off
set max_parallel_workers_per_gather = 0
as $function$
declare
	asked criteres_recherche := json_populate_record(null::criteres_recherche, p_criteria);
	wished text[] := array(
		select json_object_keys(p_criteria -> 'wishes')
		where json_typeof(p_criteria -> 'wishes') = 'object'
	);
	strict_ones text[] := array(
		select json_array_elements_text(p_criteria -> 'strict')
		where json_typeof(p_criteria -> 'strict') = 'array'
	);
	area geometry := search_area(p_criteria -> 'shape');
begin
	-- $1 territory, $2 criteria, $3 those that only rank, $4 area, $5 its box, $6 those that unknown fails
	return query execute $statement$
		select plot.terr_id
		from (select ($2).*, $3 as wished, $6 as strict) as asked
		cross join terrain_eco as plot
		left join site_eco as site
			on site.site_id = plot.site_id and site.territory_id = plot.territory_id
		left join epci on epci.epci_siren = plot.epci_siren
		left join commune on commune.comm_insee = plot.comm_insee
		where plot.territory_id = $1
			and ($5 is null or plot.geom && $5)
${indented(criteriaList.flatMap(lineOf), 3)}
	$statement$ using p_territory, asked, wished, area, search_box(p_criteria, area),
		strict_ones;
end
$function$;

comment on function public.terrains_matching is
	'Clés des terrains qu''aucun critère obligatoire n''élimine ; une valeur inconnue n''élimine que si le critère est strict';
`;
}
