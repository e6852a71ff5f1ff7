import type { Field } from './fields/field.ts';
import { plotFields } from './fields/terrain-eco.ts';
import { listingSteps, stepFields } from './listing-fields.ts';

/** Where it stands. */
export const listingFieldsFile = 'supabase/schemas/listing/functions-asked-fields.sql';

/** How SQL judges a value that a listing declares. */
function natureOf(name: string, { type, listing }: Field): string {
	if (listing?.as === 'tick') return 'coche';
	switch (type) {
		case 'list':
		case 'flag':
			return 'liste';
		case 'quantity':
			return 'nombre';
		case 'count':
			return 'entier';
		case 'date':
			return 'date';
		case 'text':
			return 'texte';
		case 'pattern':
			return 'parcelles';
		case 'identifiers':
			return 'site';
		default:
			throw new Error(
				`Colonne « ${name} » : une annonce ne sait pas juger une valeur « ${type} ».`
			);
	}
}

/** A row for each column that can be declared; the first says the types. */
function declarable(): string[] {
	const listed = Object.entries<Field>(plotFields).filter(([, { listing }]) => listing);
	return listed.map(([name, field], at) => {
		const most = String(field.listing?.most ?? null) + (at === 0 ? '::double precision' : '');
		return `('${name}', '${natureOf(name, field)}', ${most})`;
	});
}

/** A row for each column that must be said, in the order of the form, after the outline. */
function obligatory(): string[] {
	const fields = listingSteps.flatMap((step) => stepFields[step].filter((one) => one.obligatory));
	return [
		"(1, 'geom', p_geom is null)",
		...fields.map(({ name, spaceOnly, unless }, at) => {
			const isMissing =
				unless === undefined
					? `not p_contenu ? '${name}'`
					: `not p_contenu ?| array['${name}', '${unless}']`;
			const asked = spaceOnly ? "p_contenu ->> 'offre_type' = 'Local' and " : '';
			return `(${String(at + 2)}, '${name}', ${asked}${isMissing})`;
		})
	];
}

const values = (rows: readonly string[]) => rows.join(',\n\t\t');

/** What a listing may declare and what it must, in SQL: `listing_fields()` and `listing_missing()`. */
export function listingFieldsSql(): string {
	return `-- Written from src/lib/domain/fields/terrain-eco.ts by \`npm run fields\`: change it there.

-- The one list of what can be declared; types and closed lists are those of the columns of terrain_eco.
create function public.listing_fields()
returns table (field text, kind text, most double precision)
language sql immutable
set search_path = public, extensions
as $$
	values
		${values(declarable())}
$$;

comment on function public.listing_fields is
	'Champs qu''une annonce peut déclarer, leur nature et leur plus grande valeur ou longueur ; tous sont des colonnes de terrain_eco';

create function public.listing_missing(p_contenu jsonb, p_geom extensions.geometry) returns text[]
language sql stable
set search_path = public, extensions
as $$
	select coalesce(array_agg(name order by position), '{}')
	from (values
		${values(obligatory())}
	) as needed (position, name, is_missing)
	where is_missing
$$;

comment on function public.listing_missing is
	'Champs obligatoires qu''une annonce ne dit pas encore : ceux du standard CNIG, le contour, le prix (ou « sur demande »), la date';
`;
}
