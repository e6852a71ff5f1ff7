import { readMissingLandQuery } from '#lib/server/leads/missing-land-query.ts';
import { missingLandCsv, readMissingLand } from '#lib/server/leads/read-missing-land.ts';
import { requireMember } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The table of missing land, for a spreadsheet. */
export const GET: RequestHandler = async (event) => {
	requireMember(event, 'agent', 'administrateur');
	const query = readMissingLandQuery(event.url.searchParams, new Date());
	const { lines } = await readMissingLand(event.locals.supabase, query);
	return new Response(missingLandCsv(lines), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="foncier-manquant-${query.from}-${query.to}.csv"`
		}
	});
};
