import { tableOfPage } from '../../../ledger-file.server.ts';
import { readMobilise } from '../../mobilise.server.ts';
import type { RequestHandler } from './$types';

/** A table of what to mobilise, for a spreadsheet. */
export const GET: RequestHandler = async (event) =>
	tableOfPage(await readMobilise(event), event.params.tableau, 'mobiliser');
