import { numberCell, spreadsheetCsv, textCell } from '#lib/formats/spreadsheet-csv.ts';
import type { LedgerCell, LedgerTable } from './ledger-table.ts';

/** A table for a French spreadsheet; empty where the page has a dash. */
export function ledgerCsv({ head, columns, rows, total }: LedgerTable): string {
	const cell = (value: LedgerCell) => {
		if (value === null) return '';
		return typeof value === 'number' ? numberCell(value) : textCell(value);
	};
	return spreadsheetCsv(
		[
			[head, ...columns.map(({ label }) => label)],
			...(total ? [...rows, total] : rows).map(({ label, cells }) => [label, ...cells])
		].map((row) => row.map(cell))
	);
}
