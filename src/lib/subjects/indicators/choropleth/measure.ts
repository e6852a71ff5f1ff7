import {
	columnIds,
	indicatorIds,
	inventoryTable,
	keyOfText,
	keyText,
	type ColumnId,
	type Indicator,
	type IndicatorId
} from '../dashboard/indicator.ts';

/** A cell of a table, as a number of each area. */
export interface Measure {
	table: IndicatorId;
	/** Key of the line; `total` for the total, null for what the source does not state. */
	line: string | null;
	column: ColumnId;
}

/** Columns that may be drawn of a table, the first unless another is asked; of some tables only of their total. */
const columnsOf: Record<IndicatorId, { lines: ColumnId[]; total: ColumnId[] }> = {
	vacance: { lines: [], total: ['vacancyRate'] },
	commercialisation: { lines: ['hectares'], total: ['hectares', 'plots'] },
	amenagement: { lines: ['hectares'], total: [] },
	propriete: { lines: ['hectares'], total: [] },
	occupation: { lines: ['hectares'], total: [] },
	vocation: { lines: ['hectares'], total: [] },
	disponibilite: { lines: ['hectares', 'plots'], total: [] },
	tailles: { lines: ['hectares'], total: [] },
	friches: { lines: ['brownfields', 'hectares'], total: ['brownfields', 'hectares'] },
	pollution: { lines: ['brownfields', 'hectares'], total: [] },
	branches: { lines: ['firms', 'jobsLow', 'index'], total: ['firms', 'jobsLow'] },
	// The same firms as by branch, divided as the map itself divides them.
	epci: { lines: [], total: [] },
	densite: { lines: ['firmsPerHectare'], total: [] },
	demande: { lines: ['briefs', 'searches'], total: ['briefs', 'searches'] },
	pertes: { lines: ['lost'], total: ['lost'] },
	ecoulement: { lines: ['years'], total: [] }
};

/** What is drawn unless something is asked: all land on sale. */
export const defaultMeasure: Measure = {
	table: 'disponibilite',
	line: 'toutes-dates',
	column: 'hectares'
};

/** The rate of the law, in % of units. */
export const vacancyMeasure: Measure = {
	...{ table: inventoryTable, line: 'total', column: 'vacancyRate' }
};

/** `occupation~hectares~vacant` in an address. */
export function measureText({ table, column, line }: Measure): string {
	return [table, column, keyText(line)].join('~');
}

/** Reads a measure; null for a text that names none. Whether there is such a line is seen where the figures are. */
export function readMeasure(text: string): Measure | null {
	const [tableText, columnText, ...rest] = text.split('~');
	const table = indicatorIds.find((id) => id === tableText);
	const column = columnIds.find((id) => id === columnText);
	const line = rest.join('~');
	if (table === undefined || column === undefined || line === '') return null;
	const { lines, total } = columnsOf[table];
	if (!(line === 'total' ? total : lines).includes(column)) return null;
	return { table, column, line: keyOfText(line) };
}

/** What may be drawn of a table as it stands, its total first. */
export function measuresOf({ id, lines, total }: Indicator): Measure[] {
	const of = (line: string | null, columns: readonly ColumnId[]) =>
		columns.map((column): Measure => ({ table: id, line, column }));
	return [
		...(total || id === 'demande' || id === 'pertes' ? of('total', columnsOf[id].total) : []),
		...lines.flatMap(({ key }) => of(key, columnsOf[id].lines))
	];
}

/** Counted by EPCI alone, so that nobody is told by a small place. */
export const isOfEpciAlone = ({ table }: Measure): boolean =>
	table === 'demande' || table === 'pertes' || table === 'ecoulement';
