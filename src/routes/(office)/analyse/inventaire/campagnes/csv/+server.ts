import { error } from '@sveltejs/kit';
import { inventory } from '#lib/backend/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import { changesCsv } from '#lib/subjects/inventory/panels/inventory-csv.ts';
import { attachment } from '../../../dashboard.server.ts';
import { refusalOf } from '../../../../refusal.ts';
import { readChanges } from '../changes.server.ts';
import type { RequestHandler } from './$types';

/** What changed between two campaigns, for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	const { configuration } = await readTerritory();
	const campaigns = await inventory.campaigns(event.locals.supabase, configuration.id);
	const { changes, unknown } = await readChanges(event, campaigns).catch((fault: unknown) => {
		const { status, message } = refusalOf(fault);
		error(status, message);
	});
	if (changes === null) error(404, m.campaign_unknown({ id: unknown ?? '' }));
	const { epci, former, later } = changes;
	return new Response(changesCsv(changes), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			...attachment(`campagnes-${former}-${later}`, epci, 'csv')
		}
	});
};
