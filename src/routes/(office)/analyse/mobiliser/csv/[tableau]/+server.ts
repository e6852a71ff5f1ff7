import { error } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { rankedTables } from '#lib/subjects/ledger/mobilise-query.ts';
import { criterionWords } from '#lib/subjects/ledger/panels/mobilise-tables.ts';
import { tableOfPage } from '../../../ledger-file.server.ts';
import { readMobilise } from '../../mobilise.server.ts';
import type { RequestHandler } from './$types';

/** A table of what to mobilise, for a spreadsheet. Weights that cannot be are refused, since a file cannot say it. */
export const GET: RequestHandler = async (event) => {
	const read = await readMobilise(event);
	const { tableau } = event.params;
	if (rankedTables.includes(tableau)) {
		const [unread] = read.query.unread;
		if (unread) {
			const { criterion, value } = unread;
			error(400, m.mobilise_weight_refused({ criterion: criterionWords[criterion](), value }));
		}
		if (read.query.weightless) error(400, m.mobilise_weightless());
	}
	return tableOfPage(read, tableau, 'mobiliser');
};
