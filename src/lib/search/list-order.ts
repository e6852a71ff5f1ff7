import type { Atlas } from './atlas.ts';
import { brownfieldRow, firmRow, plotRow, siteRow, type ListRow } from './list-row.ts';
import type { CellValue, RecordClass, Sorted } from './list-view.ts';

/** Indexes of a list's records by a column, from the least value on; those without a value stand last. */
interface ColumnOrder {
	indexes: Uint32Array;
	/** How many of them have a value. */
	known: number;
}

/** What is made once of an atlas: a visitor changes criteria far more often than the records change. */
interface Prepared {
	rows: Map<RecordClass, ListRow[]>;
	orders: Map<string, ColumnOrder>;
}

const prepared = new WeakMap<Atlas, Prepared>();
const notJudged = { toCheck: [], score: null, reasons: [] };

function preparedOf(atlas: Atlas): Prepared {
	let kept = prepared.get(atlas);
	if (kept === undefined) {
		kept = { rows: new Map(), orders: new Map() };
		prepared.set(atlas, kept);
	}
	return kept;
}

function buildRows(atlas: Atlas, list: RecordClass): ListRow[] {
	switch (list) {
		case 'terrains':
			return atlas.placedPlots.map((placed) => plotRow(placed, notJudged));
		case 'sites': {
			const plots = Map.groupBy(atlas.plots, (plot) => plot.siteId);
			return atlas.sites.map((site) => siteRow(site, plots.get(site.id)?.length ?? 0));
		}
		case 'etablissements':
			return atlas.firms.map(firmRow);
		case 'friches':
			return atlas.brownfields.map(brownfieldRow);
	}
}

/** A line for every record of a class, by the record's index; plots are not judged yet. */
export function rowsOf(atlas: Atlas, list: RecordClass): readonly ListRow[] {
	const { rows } = preparedOf(atlas);
	let all = rows.get(list);
	if (all === undefined) {
		all = buildRows(atlas, list);
		rows.set(list, all);
	}
	return all;
}

function buildOrder(values: readonly CellValue[], locale: string): ColumnOrder {
	const collator = new Intl.Collator(locale, { numeric: true });
	const indexes = Uint32Array.from(values, (_, index) => index);
	indexes.sort((one, other) => {
		const [a = null, b = null] = [values[one], values[other]];
		if (a === null || b === null) return Number(a === null) - Number(b === null);
		return typeof a === 'number' && typeof b === 'number'
			? a - b
			: collator.compare(String(a), String(b));
	});
	return { indexes, known: values.filter((value) => value !== null).length };
}

/** Indexes of a class's records by a column; those without a value come last in both directions. */
export function orderBy(
	atlas: Atlas,
	list: RecordClass,
	{ column, descending }: Sorted,
	locale: string
): Uint32Array {
	const { orders } = preparedOf(atlas);
	const key = `${list} ${column} ${locale}`;
	let order = orders.get(key);
	if (order === undefined) {
		const values = rowsOf(atlas, list).map((row) => row.cells[column] ?? null);
		order = buildOrder(values, locale);
		orders.set(key, order);
	}
	if (!descending) return order.indexes;
	const turned = order.indexes.slice();
	turned.subarray(0, order.known).reverse();
	return turned;
}
