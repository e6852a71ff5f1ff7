import { parameterNames, readAddress, viewNames, type AddressFault } from '#lib/search/address.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { OgcError } from './error.ts';

/** Reads every parameter as the map reads its address, even those that are properties too. */
export const searchSwitch = 'recherche';

/**
 * Parameters that ask for a criterion of the search. How the map shows its list is of no use here: these are refused
 * like any other unknown parameter.
 */
export const searchNames: readonly string[] = Object.entries(parameterNames).flatMap(
	([key, name]) => (key in viewNames ? [] : [name])
);

/** Whether a parameter may be given several times: the search reads them, and says which may not. */
export function mayRepeat(collection: string, name: string): boolean {
	return collection === 'terrains' && searchNames.includes(name);
}

/**
 * The search that a request for `terrains` asks for; null when its parameters only filter by properties. One that is
 * a property and a criterion filters exactly (OGC API – Features) until something asks for a search.
 * @param properties names of the collection's properties
 * @throws OgcError 400 naming the parameter, the value and what was expected
 */
export function readTerrainSearch(
	parameters: URLSearchParams,
	properties: readonly string[]
): Criteria | null {
	const given = [...new Set(parameters.keys())];
	const asks = given.some(
		(name) =>
			searchNames.includes(name) &&
			(!properties.includes(name) || parameters.getAll(name).length > 1)
	);
	if (!isSwitchedOn(parameters) && !asks) return null;
	const own = new URLSearchParams([...parameters].filter(([name]) => searchNames.includes(name)));
	const { criteria, faults } = readAddress(own, noCriteria);
	const [fault] = faults;
	if (fault) throw refused(fault);
	return criteria;
}

function isSwitchedOn(parameters: URLSearchParams): boolean {
	const value = parameters.get(searchSwitch);
	if (value === null || value === 'oui' || value === 'non') return value === 'oui';
	throw new OgcError(400, `Paramètre « ${searchSwitch} » : reçu « ${value} », attendu oui ou non.`);
}

function refused({ parameter, value, expected }: AddressFault): OgcError {
	return new OgcError(
		400,
		`Paramètre « ${parameter} » : reçu « ${value} », attendu ${wordsOf(expected)}.`
	);
}

function wordsOf(expected: AddressFault['expected']): string {
	switch (expected.kind) {
		case 'number':
			return `un nombre de ${expected.minimum} à ${expected.maximum}`;
		case 'one-of':
			return `une valeur parmi : ${expected.values.join(' | ')}`;
		case 'code':
			return `une valeur écrite comme ${expected.example}`;
		case 'text':
			return `un texte de ${expected.maximum} caractères au plus`;
		case 'shape':
			return `${shapeWords[expected.reason]}, par exemple cercle:4.72,49.77,10`;
		case 'single':
			return 'une seule fois';
		case 'at-least':
			return `au moins la valeur de ${expected.other}`;
	}
}

type ShapeReason = Extract<AddressFault['expected'], { kind: 'shape' }>['reason'];

const shapeWords: Record<ShapeReason, string> = {
	unreadable: 'une zone écrite polygone:…, rectangle:…, cercle:…, couloir:… ou surfaces:…',
	'too-few-points': 'une zone d’assez de points distincts',
	'too-many-points': 'une zone de moins de sommets',
	'self-crossing': 'une zone dont le contour ne se croise pas',
	empty: 'une zone qui couvre une surface',
	antimeridian: 'une zone qui ne franchit pas l’antiméridien'
};
