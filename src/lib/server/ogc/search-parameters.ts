import { yesNo } from '#lib/domain/vocabulary.ts';
import { criterionWords, maximumTextLength, parameterNames } from '#lib/search/address.ts';
import { criteriaList, fieldEntries } from '#lib/search/criteria-list.ts';
import type { Field } from '#lib/search/field.ts';
import { searchSwitch } from './terrain-search.ts';

/** A parameter of the search as OpenAPI 3.0 writes it, less its place. */
export interface SearchParameter {
	name: string;
	description: string;
	schema: object;
}

const one = (values: readonly string[]) => ({ type: 'string', enum: values });
/** Repeated: `reseau=a&reseau=b`, as OpenAPI explodes a list by default. */
const many = (items: object) => ({ type: 'array', items });
const written = (example: string) => ({ type: 'string', example });
const between = ([minimum, maximum]: readonly [number, number]) => ({
	type: 'number',
	minimum,
	maximum
});

function schemaOf(field: Field): object {
	switch (field.kind) {
		case 'number':
			return between(field.bounds);
		case 'standing':
			return {
				...between(field.bounds),
				default: field.standing,
				...(field.count && { type: 'integer' })
			};
		case 'date':
			return { type: 'string', format: 'date' };
		case 'list':
			return many(one(field.options));
		case 'codes':
			return many(written(field.example));
		case 'flag':
			// Our pages open on it, and an address says it is not asked; here it is asked by saying so.
			return { ...one(yesNo), ...(field.opening && { default: 'non' }) };
		case 'word':
			return one(Object.values(field.words));
		case 'text':
			return { type: 'string', maxLength: maximumTextLength };
		case 'shape':
			return written('cercle:4.72,49.77,10');
	}
}

/** What each field asks, in French. */
const says: Readonly<Record<string, string>> = Object.assign(
	{},
	...criteriaList.map(({ onServer }) => onServer?.says)
) as Record<string, string>;

const switchWords =
	'oui : tous les paramètres se lisent comme dans l’adresse de la carte, où une valeur inconnue n’élimine pas. ' +
	'C’est aussi le cas dès qu’un critère qui n’est pas un champ est demandé, ou qu’un champ est répété ; ' +
	'sinon un champ filtre exactement.';

/** The search of the map, as parameters of `terrains/items`. */
export const searchParameters: readonly SearchParameter[] = [
	{ name: searchSwitch, description: switchWords, schema: one(yesNo) },
	...fieldEntries.map(([key, field]) => ({
		name: field.name,
		description: says[key] ?? '',
		schema: schemaOf(field)
	})),
	{
		name: parameterNames.wishes,
		description: 'Critère qui classe sans éliminer, avec son poids de 1 à 3',
		schema: many(written('surface:2'))
	},
	{
		name: parameterNames.strict,
		description: 'Critères qu’une valeur inconnue ne passe pas',
		schema: many(one(Object.values(criterionWords)))
	}
];
