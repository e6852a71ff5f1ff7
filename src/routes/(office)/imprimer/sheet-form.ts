import type { Paper } from '#lib/documents/printed-document.ts';
import { mapNames } from '#lib/state/map-address.ts';

/** How a sheet is asked for: on which paper, and under which title. */
export interface SheetForm {
	paper: Paper;
	/** Empty for the territory's name. */
	title: string;
}

/** Their names in an address, beside those of the map that it shows. */
export const sheetNames = { format: 'papier', landscape: 'sens', title: 'titre' } as const;
export const sheetFormats = ['a4', 'a3'] as const;
/** Which way the paper lies. */
export const sheetWays = ['paysage', 'portrait'] as const;
export const longestTitle = 100;

/** A map is wider than high, on the paper that every office has, unless somebody asks otherwise. */
export function readSheetForm(parameters: URLSearchParams): SheetForm {
	return {
		paper: {
			format: parameters.get(sheetNames.format) === 'a3' ? 'a3' : 'a4',
			landscape: parameters.get(sheetNames.landscape) !== 'portrait'
		},
		title: (parameters.get(sheetNames.title) ?? '').trim().slice(0, longestTitle)
	};
}

/** What the address says of the map itself, and goes on saying; the form asks for its base map again. */
export function mapOfSheet(parameters: URLSearchParams): [name: string, value: string][] {
	const own: readonly string[] = [...Object.values(sheetNames), mapNames.base];
	return [...parameters].filter(([name]) => !own.includes(name));
}
