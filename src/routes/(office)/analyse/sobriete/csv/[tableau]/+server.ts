import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { LedgerView } from '#lib/subjects/ledger/ledger-view.ts';
import { placeTable, yearTable } from '#lib/subjects/ledger/panels/consumption-tables.ts';
import {
	bucketTable,
	remainingTable,
	stateTable
} from '#lib/subjects/ledger/panels/envelope-tables.ts';
import {
	documentTable,
	guaranteeTable,
	projectTable
} from '#lib/subjects/ledger/panels/fact-tables.ts';
import { tableIds, type LedgerTable } from '#lib/subjects/ledger/panels/ledger-table.ts';
import { scenarioTable } from '#lib/subjects/ledger/panels/scenario-table.ts';
import { tableFile } from '../../../ledger-file.server.ts';
import { readLedger, readPlots } from '../../ledger.server.ts';
import type { RequestHandler } from './$types';

const makers: Record<
	Exclude<(typeof tableIds)[number], 'scenarios'>,
	(view: LedgerView, locale: string) => LedgerTable
> = {
	...{ reste: remainingTable, annees: yearTable, comptes: bucketTable, etat: stateTable },
	...{ lieux: placeTable, documents: documentTable, projets: projectTable },
	garanties: guaranteeTable
};

/** A table of the ledger, for a spreadsheet. A place or a day that is none is refused: a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const { tableau } = event.params;
	const id = tableIds.find((one) => one === tableau);
	if (id === undefined)
		error(404, m.analyse_table_unknown({ value: tableau, expected: tableIds.join(', ') }));
	const { view, query, place, placeText, unknownPlace, today } = await readLedger(event);
	if (unknownPlace !== null || view === null)
		error(404, m.analyse_csv_place_unknown({ value: unknownPlace ?? placeText }));
	if (query.unread !== null) error(404, m.ledger_day_unread({ value: query.unread, today }));
	const locale = getLocale();
	const scenarios = async () => {
		const { costs } = await readPlots(place, [], query.scenarios);
		const costed = costs.map((one) => ({ ...one, href: '' }));
		return scenarioTable(costed, view.figures.remainingHa, locale);
	};
	const table = id === 'scenarios' ? await scenarios() : makers[id](view, locale);
	return tableFile(table, `sobriete-${id}-${query.day}`, placeText);
};
