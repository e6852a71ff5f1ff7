import { tableOfPage } from '../../../../ledger-file.server.ts';
import { readFrozen } from '../../frozen.server.ts';
import type { RequestHandler } from './$types';

/** A table of the calendar of frozen land, for a spreadsheet. */
export const GET: RequestHandler = async (event) =>
	tableOfPage(await readFrozen(event), event.params.tableau, 'gel');
