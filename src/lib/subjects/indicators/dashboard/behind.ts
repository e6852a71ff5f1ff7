import type { LngLat } from '#lib/domain/feature.ts';
import type { StageGroup } from '#lib/domain/plot.ts';
import type { RecordClass } from '#lib/search/list-view.ts';
import {
	brownfieldTables,
	firmTables,
	indicatorIds,
	inventoryTable,
	keyOfText,
	keyText,
	landTables,
	type Indicator,
	type IndicatorId,
	type IndicatorLine,
	type IndicatorSource
} from './indicator.ts';

/** The line of a table whose records the page shows on its map. */
export interface ShownLine {
	table: IndicatorId;
	/** Null for what the source does not state. */
	key: string | null;
}

export const shownLineParameter = 'chiffre';

/** `occupation~vacant` in an address. */
export function shownLineText({ table, key }: ShownLine): string {
	return `${table}~${keyText(key)}`;
}

/** Reads a line; null for a text that names none. Whether there is such a line is seen where the figures are. */
export function readShownLine(text: string): ShownLine | null {
	const [tableText, ...rest] = text.split('~');
	const table = indicatorIds.find((id) => id === tableText);
	const key = rest.join('~');
	if (table === undefined || key === '') return null;
	return { table, key: keyOfText(key) };
}

/** A line among tables; null where they have none such. */
export function lineAmong(
	indicators: readonly Indicator[],
	{ table, key }: ShownLine
): { indicator: Indicator; line: IndicatorLine } | null {
	const indicator = indicators.find(({ id }) => id === table);
	const line = [...(indicator?.lines ?? []), indicator?.total].find((one) => one?.key === key);
	return indicator && line ? { indicator, line } : null;
}

const countedByValue: readonly IndicatorId[] = [...landTables, ...brownfieldTables, ...firmTables];

/** Whether the records behind a line of today's figures can be shown: the search says them, or what they are counted by. */
export function isShown({ id }: Pick<Indicator, 'id'>, { query, card }: IndicatorLine): boolean {
	// Units of the inventory are no records of the map.
	if (id === inventoryTable || card) return false;
	return query !== null || countedByValue.includes(id);
}

/** A record that stands behind a figure. */
export interface BehindMark {
	id: string;
	name: string;
	at: LngLat;
	/** Gross, in hectares; null where not known. */
	areaHa: number | null;
	/** Of a plot alone. */
	stage: StageGroup | null;
}

/** The records behind a figure, as a small map shows them among the others of their place. */
export interface BehindRecords {
	list: RecordClass;
	count: number;
	/** One by one; none where they stand together. */
	marks: BehindMark[];
	/** The others of the place, of the same class; none where they are too many. */
	others: LngLat[];
	/** By commune, where there are too many to stand one by one. */
	groups: { name: string; at: LngLat; count: number }[];
	/** Who says them. */
	sources: IndicatorSource[];
	/** Query of the map that gives exactly these; null where the search cannot say it. */
	query: string | null;
}
