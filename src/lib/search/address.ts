import { AddressReader, type AddressFault } from './address-reader.ts';
import { criteriaInAddress, criterionIds, fieldEntries } from './criteria-list.ts';
import { noCriteria, openingCriteria, type Criteria, type Weight } from './criteria.ts';
import type { Criterion } from './criterion.ts';
import { readField, writeField } from './field-address.ts';
import { listColumns, noView, recordClasses, type ListView } from './list-view.ts';
import { criterionWords, parameterNames as name } from './parameter-names.ts';

export { maximumTextLength, type AddressFault } from './address-reader.ts';
export { criterionWords, parameterNames, viewNames } from './parameter-names.ts';

interface Reading {
	criteria: Criteria;
	view: ListView;
	faults: AddressFault[];
}

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

function readCriteria(read: AddressReader, absent: Pick<Criteria, 'offered'>): Criteria {
	const standing = { ...noCriteria, ...absent };
	const asked = Object.fromEntries(
		fieldEntries.map(([key, field]) => [key, readField(read, field, standing[key])])
	);
	const criteria: Criteria = {
		...standing,
		...asked,
		wishes: readWishes(read),
		strict: read.many(name.strict, [...idOfWord.keys()]).flatMap((word) => idOfWord.get(word) ?? [])
	};
	for (const criterion of criteriaInAddress) checkBounds(read, criterion, criteria);
	return criteria;
}

/** A least and a most of the same number. */
function checkBounds(read: AddressReader, { keys, fields }: Criterion, criteria: Criteria) {
	const bounds = (side: 'min' | 'max') =>
		keys.find((key) => {
			const field = fields[key];
			return field?.kind === 'number' && field.side === side;
		});
	const [low, high] = [bounds('min'), bounds('max')];
	if (low === undefined || high === undefined) return;
	const [least, most] = [criteria[low], criteria[high]];
	if (typeof least === 'number' && typeof most === 'number')
		read.bounds(least, most, name[low], name[high]);
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

function criteriaEntries(criteria: Criteria): [string, string][] {
	const wishes = criterionIds.flatMap((id) => {
		const weight = criteria.wishes[id];
		return weight === undefined ? [] : `${criterionWords[id]}:${weight}`;
	});
	const values: (readonly [parameter: string, values: readonly string[]])[] = [
		...fieldEntries.map(
			([key, field]) =>
				[field.name, writeField(field, criteria[key], openingCriteria[key])] as const
		),
		[name.wishes, wishes],
		[name.strict, criteria.strict.map((id) => criterionWords[id])]
	];
	return values.flatMap(([parameter, each]) =>
		each.map((value): [string, string] => [parameter, value])
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
