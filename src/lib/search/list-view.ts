/** The classes of record that have a list of their own, by the name the OGC API gives them. */
export const recordClasses = ['terrains', 'sites', 'etablissements', 'friches'] as const;
export type RecordClass = (typeof recordClasses)[number];

/** Columns of each list, in reading order; a list stands by the first unless something else is asked. */
export const listColumns = {
	terrains: [
		'name',
		'area',
		'assembled',
		'stage',
		'servicing',
		'commune',
		'epci',
		'junction',
		'price',
		'updated'
	],
	sites: ['name', 'area', 'vocation', 'state', 'commune', 'epci', 'plots', 'updated'],
	etablissements: ['name', 'sector', 'headcount', 'commune', 'epci', 'updated'],
	friches: ['name', 'area', 'type', 'soil', 'building', 'commune', 'epci', 'updated']
} as const satisfies Record<RecordClass, readonly string[]>;

export type ListColumn = (typeof listColumns)[RecordClass][number];

/** Which list is shown and how. */
export interface ListView {
	list: RecordClass;
	/** Null for the list's own order: plots by score once something is wished for, everything else by name. */
	sort: ListColumn | null;
	descending: boolean;
	/** Counted from 1. */
	page: number;
}

export const noView: Readonly<ListView> = Object.freeze({
	list: 'terrains',
	sort: null,
	descending: false,
	page: 1
});

/** By which column the lines of a list stand. */
export interface Sorted {
	column: ListColumn;
	descending: boolean;
}

/** The view after a click on a heading: by that column, the other way round when it is so already. */
export function sortedBy(sorted: Sorted | null, column: ListColumn) {
	const descending = sorted?.column === column && !sorted.descending;
	return { sort: column, descending, page: 1 };
}

export const pageSize = 50;

/** A cell's value: what is sorted, before it is written in a language. */
export type CellValue = string | number | null;
