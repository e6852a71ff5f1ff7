import { sectors } from '#lib/domain/sector.ts';
import { brownfieldLists, networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import { AddressReader, type AddressFault } from './address-reader.ts';
import { criterionIds } from './criteria-list.ts';
import {
	noCriteria,
	openingCriteria,
	type Criteria,
	type CriterionId,
	type Weight
} from './criteria.ts';
import { listColumns, noView, recordClasses, type ListView } from './list-view.ts';
import { optionalBounds, standingBounds } from './number-bounds.ts';
import {
	brownfieldWords,
	criterionWords,
	parameterNames as name,
	relationWords
} from './parameter-names.ts';
import { shapeToText } from './shape-text.ts';

export { maximumTextLength, type AddressFault } from './address-reader.ts';
export {
	brownfieldWords,
	criterionWords,
	parameterNames,
	relationWords
} from './parameter-names.ts';

interface Reading {
	criteria: Criteria;
	view: ListView;
	faults: AddressFault[];
}

/** Lists of codes that may be chosen from. */
const choices = {
	tenures: plotLists.terr_cession_type,
	saleStages: plotLists.terr_stade_comm,
	servicingStages: plotLists.terr_stade_amngt,
	ownerships: plotLists.terr_maitrise_fonc,
	occupancies: plotLists.terr_etat_occup,
	uses: plotLists.terr_usage,
	vocations: siteLists.site_vocadomi,
	offers: plotLists.offre_type,
	networks: networkFlags,
	soilPollutions: brownfieldLists.sol_pollution_existe,
	buildingStates: brownfieldLists.bati_etat,
	sectors
} as const satisfies Partial<Record<keyof Criteria, readonly string[]>>;

const codes = {
	epci: [/^\d{9}$/, '200041630'],
	communes: [/^(\d{2}|2[AB])\d{3}$/, '08105'],
	nafDivisions: [/^\d{2}$/, '24']
} as const satisfies Partial<Record<keyof Criteria, readonly [RegExp, string]>>;

type Bounded = keyof typeof optionalBounds;
type AlwaysSet = keyof typeof standingBounds;
type Chosen = keyof typeof choices;
type Coded = keyof typeof codes;

const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as K[];
const fill = <K extends string, V>(keys: readonly K[], valueOf: (key: K) => V) =>
	Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;

const idOfWord = new Map(criterionIds.map((id) => [criterionWords[id], id]));
const wishPattern = new RegExp(`^(${[...idOfWord.keys()].join('|')}):[123]$`);

/** `surface:2`: the criterion is a wish of weight 2. The last word on a criterion holds. */
function readWishes(read: AddressReader): Criteria['wishes'] {
	const wishes = read.codes(name.wishes, wishPattern, 'surface:2').flatMap((wish) => {
		const [word = '', weight] = wish.split(':');
		const id = idOfWord.get(word);
		return id === undefined ? [] : [[id, Number(weight) as Weight] as const];
	});
	return Object.fromEntries(wishes);
}

type Named = keyof typeof name;

function bounded(read: AddressReader, key: Named, [minimum, maximum]: readonly [number, number]) {
	return read.number(name[key], minimum, maximum);
}

function coded(read: AddressReader, key: Named, [pattern, example]: readonly [RegExp, string]) {
	return read.codes(name[key], pattern, example);
}

function readCriteria(read: AddressReader, { offered }: Pick<Criteria, 'offered'>): Criteria {
	const criteria: Criteria = {
		offered: read.one(name.offered, ['oui', 'non'], offered ? 'oui' : 'non') === 'oui',
		...fill(keysOf(optionalBounds), (key) => bounded(read, key, optionalBounds[key])),
		...fill(
			keysOf(standingBounds),
			(key) => bounded(read, key, standingBounds[key]) ?? noCriteria[key]
		),
		...(fill(keysOf(choices), (key) => read.many<string>(name[key], choices[key])) as Pick<
			Criteria,
			Chosen
		>),
		...fill(keysOf(codes), (key) => coded(read, key, codes[key])),
		text: read.text(name.text),
		availableBefore: read.date(name.availableBefore, '2027-06-30'),
		readyToBuild: read.one(name.readyToBuild, ['oui', 'non'], 'non') === 'oui',
		brownfields: read.keyed(name.brownfields, brownfieldWords, 'with'),
		shape: read.shape(name.shape),
		shapeRelation: read.keyed(name.shapeRelation, relationWords, 'touching'),
		shapeOutside: read.one(name.shapeOutside, ['oui', 'non'], 'non') === 'oui',
		wishes: readWishes(read),
		strict: read
			.many(name.strict, [...idOfWord.keys()])
			.flatMap((word): CriterionId[] => [idOfWord.get(word) ?? []].flat())
	};
	read.bounds(criteria.areaMinHa, criteria.areaMaxHa, name.areaMinHa, name.areaMaxHa);
	read.bounds(
		criteria.priceMinPerM2,
		criteria.priceMaxPerM2,
		name.priceMinPerM2,
		name.priceMaxPerM2
	);
	read.bounds(criteria.spaceMinM2, criteria.spaceMaxM2, name.spaceMinM2, name.spaceMaxM2);
	return criteria;
}

function readView(read: AddressReader): ListView {
	const list = read.one(name.list, recordClasses, noView.list);
	return {
		list,
		sort: read.one(name.sort, listColumns[list], null),
		descending: read.one(name.order, ['croissant', 'decroissant'], 'croissant') === 'decroissant',
		page: Math.floor(read.number(name.page, 1, 100_000) ?? 1)
	};
}

/**
 * Reads an address. What cannot be used is left out of the criteria and named in `faults`; what is no parameter of
 * ours (the marks that newsletters and networks add to a link) is nobody's fault and asks for nothing.
 * @param absent what an address stands for that does not say: our pages open on what can be had
 */
export function readAddress(
	parameters: URLSearchParams,
	absent: Pick<Criteria, 'offered'> = openingCriteria
): Reading {
	const read = new AddressReader(parameters);
	const criteria = readCriteria(read, absent);
	const view = readView(read);
	return { criteria, view, faults: read.faults };
}

/** A number as a decimal fraction: JavaScript writes small ones with an exponent. */
const writeNumber = (value: number) => String(Number(value.toFixed(6)));

function criteriaEntries(criteria: Criteria): [string, string][] {
	const wishes = criterionIds.flatMap((id) => {
		const weight = criteria.wishes[id];
		return weight === undefined ? [] : `${criterionWords[id]}:${weight}`;
	});
	const values: Partial<Record<keyof Criteria, readonly string[]>> = {
		...fill<Bounded | AlwaysSet, string[]>(
			[...keysOf(optionalBounds), ...keysOf(standingBounds)],
			(key) => {
				const value = criteria[key];
				return value === null || value === noCriteria[key] ? [] : [writeNumber(value)];
			}
		),
		...fill<Chosen | Coded, string[]>(
			[...keysOf(choices), ...keysOf(codes)],
			(key) => criteria[key]
		),
		offered: criteria.offered === openingCriteria.offered ? [] : [criteria.offered ? 'oui' : 'non'],
		text: criteria.text === '' ? [] : [criteria.text],
		availableBefore: criteria.availableBefore === null ? [] : [criteria.availableBefore],
		readyToBuild: criteria.readyToBuild ? ['oui'] : [],
		brownfields: criteria.brownfields === 'with' ? [] : [brownfieldWords[criteria.brownfields]],
		shape: criteria.shape === null ? [] : [shapeToText(criteria.shape)],
		shapeRelation:
			criteria.shapeRelation === 'touching' ? [] : [relationWords[criteria.shapeRelation]],
		shapeOutside: criteria.shapeOutside ? ['oui'] : [],
		wishes,
		strict: criteria.strict.map((id) => criterionWords[id])
	};
	const keys = keysOf(noCriteria);
	return keys.flatMap((key) =>
		(values[key] ?? []).map((value): [string, string] => [name[key], value])
	);
}

function viewEntries(view: ListView): [string, string][] {
	const entries: [string, string, boolean][] = [
		[name.list, view.list, view.list !== noView.list],
		[name.sort, view.sort ?? '', view.sort !== null],
		[name.order, 'decroissant', view.descending],
		[name.page, String(view.page), view.page !== 1]
	];
	return entries.flatMap(([parameter, value, isSet]) => (isSet ? [[parameter, value]] : []));
}

/** Writes criteria and view as the shortest query string (without `?`) that `readAddress` reads back for our pages. */
export function writeAddress(criteria: Criteria, view: ListView = noView): string {
	return new URLSearchParams([...criteriaEntries(criteria), ...viewEntries(view)]).toString();
}
