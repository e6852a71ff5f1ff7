/** The classes of record that have a list of their own, by the name the OGC API gives them. */
export const recordClasses = ['terrains', 'sites', 'etablissements', 'friches'] as const;
export type RecordClass = (typeof recordClasses)[number];

/** Columns of each list, in reading order; the first is the default sort. */
export const listColumns = {
	terrains: [
		'name',
		'area',
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
	sort: ListColumn;
	descending: boolean;
	/** Counted from 1. */
	page: number;
}

export const noView: Readonly<ListView> = Object.freeze({
	list: 'terrains',
	sort: 'name',
	descending: false,
	page: 1
});

export const pageSize = 50;

/** A cell's value: what is sorted, before it is written in a language. */
export type CellValue = string | number | null;
