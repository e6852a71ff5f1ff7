import { briefs } from '#lib/backend/briefs.ts';
import { clockOf } from '#lib/domain/brief.ts';
import { readInboxFilters } from '#lib/server/leads/inbox-filters.ts';
import { requireMember } from '#lib/server/session.ts';
import { readTerritory } from '#lib/server/territory/read-territory.ts';
import type { PageServerLoad } from './$types';

const pageSize = 50;

export const load: PageServerLoad = async (event) => {
	const member = requireMember(event, 'agent', 'administrateur');
	const { url, locals } = event;
	const { ask, configuration } = await readTerritory();
	const epci = await ask.epci();
	const filters = readInboxFilters(url.searchParams);
	const asked = Number(url.searchParams.get('page') ?? '1');
	const page = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 1000) : 1;
	const { total, briefs: lines } = await briefs.inbox(locals.supabase, {
		territory: configuration.id,
		filters,
		limit: pageSize,
		offset: (page - 1) * pageSize
	});
	const now = new Date();
	const own = epci.filter(
		({ siren }) => member.role === 'administrateur' || member.epci.includes(siren)
	);
	return {
		filters: { ...filters, state: filters.state ?? (filters.open ? 'ouvertes' : 'toutes') },
		epci: own.map(({ siren, name }) => ({ siren, name })),
		names: Object.fromEntries(epci.map(({ siren, name }) => [siren, name])),
		lines: lines.map((line) => ({
			...line,
			clock: clockOf(line, now),
			mine: line.assignedTo === member.userId
		})),
		total,
		page,
		pages: Math.max(1, Math.ceil(total / pageSize))
	};
};
