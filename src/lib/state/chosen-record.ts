import { recordClasses } from '#lib/search/list-view.ts';
import type { Selection } from './workspace.svelte.ts';

/** The parameter by which a sheet of paper knows the record whose card is open: `terrains:T-1`. */
export const chosenName = 'fiche';

/** The address of what the map shows, with the record whose card is open; its `?` first. */
export function withChosen(search: string, selection: Selection | null): string {
	if (selection === null) return search;
	// As the map writes it: an address stays readable.
	const chosen = `${chosenName}=${selection.collection}:${encodeURIComponent(selection.id)}`;
	return `${search}${search === '' ? '?' : '&'}${chosen}`;
}

/** Null where an address names none, or a class that there is not. */
export function readChosen(parameters: Pick<URLSearchParams, 'get'>): Selection | null {
	const [, name, id = ''] = /^([a-z]+):(.+)$/.exec(parameters.get(chosenName) ?? '') ?? [];
	const collection = [...recordClasses, 'epci' as const].find((one) => one === name);
	return collection === undefined ? null : { collection, id };
}
