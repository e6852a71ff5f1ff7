import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { ledgerCsv } from '#lib/subjects/ledger/panels/ledger-csv.ts';
import type { LedgerTable } from '#lib/subjects/ledger/panels/ledger-table.ts';
import { attachment } from './dashboard.server.ts';

/** A table for a spreadsheet, named after what it is of and its place. */
export function tableFile(table: LedgerTable, name: string, placeText: string): Response {
	return new Response(ledgerCsv(table), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(name, placeText, 'csv')
		}
	});
}

interface ReadTables {
	tables: readonly LedgerTable[];
	placeText: string;
	/** What was asked for and is no place. */
	unknownPlace: string | null;
}

/** One of the tables of a page. A place that is none is refused, since a file cannot say it, and a table that is none. */
export function tableOfPage(
	{ tables, placeText, unknownPlace }: ReadTables,
	asked: string,
	page: string
): Response {
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const table = tables.find(({ id }) => id === asked);
	if (!table)
		error(
			404,
			m.analyse_table_unknown({ value: asked, expected: tables.map(({ id }) => id).join(', ') })
		);
	return tableFile(table, `${page}-${asked}`, placeText);
}
