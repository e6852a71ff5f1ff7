import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { ledgerCsv } from '#lib/subjects/ledger/panels/ledger-csv.ts';
import { attachment } from '../../../../dashboard.server.ts';
import { readFrozen } from '../../frozen.server.ts';
import type { RequestHandler } from './$types';

/** A table of the calendar, for a spreadsheet. A place that is none is refused: a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const { tableau } = event.params;
	const { tables, placeText, unknownPlace } = await readFrozen(event);
	if (unknownPlace !== null) error(404, m.analyse_csv_place_unknown({ value: unknownPlace }));
	const table = tables.find(({ id }) => id === tableau);
	if (!table)
		error(
			404,
			m.ledger_table_unknown({ value: tableau, expected: tables.map(({ id }) => id).join(', ') })
		);
	return new Response(ledgerCsv(table), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(`gel-${tableau}`, placeText, 'csv')
		}
	});
};
