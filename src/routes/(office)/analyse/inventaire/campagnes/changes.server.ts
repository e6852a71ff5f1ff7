import { inventory, type Campaign, type CampaignChanges } from '#lib/backend/inventory.ts';

/** Parameters of the address that name the two campaigns. */
const parameters = { former: 'avant', later: 'apres' } as const;

export interface ComparedCampaigns {
	former: string;
	later: string;
	/** What was asked for and is no campaign; null where both are known or none was asked. */
	unknown: string | null;
	changes: CampaignChanges | null;
}

/** The two that are shown where nobody asks: the last of an EPCI that has two, and the one before. */
function latestPair(campaigns: readonly Campaign[]): [former: string, later: string] | null {
	for (const own of Map.groupBy(campaigns, ({ epci }) => epci).values()) {
		const [later, former] = own.toSorted(
			(a, b) => b.day.localeCompare(a.day) || b.frozenOn.localeCompare(a.frozenOn)
		);
		if (former && later) return [former.id, later.id];
	}
	return null;
}

/**
 * What changed between the two campaigns that an address names.
 * @throws BackendError 404 for two that are not of one EPCI, the older first
 */
export async function readChanges(
	{ url, locals }: { url: URL; locals: App.Locals },
	campaigns: readonly Campaign[]
): Promise<ComparedCampaigns> {
	const asked = [parameters.former, parameters.later].map(
		(name) => url.searchParams.get(name) ?? ''
	);
	const nothing = asked.every((id) => id === '');
	const [former = '', later = ''] = nothing ? (latestPair(campaigns) ?? []) : asked;
	const unknown = [former, later].find((one) => !campaigns.some(({ id }) => id === one));
	if (unknown !== undefined)
		return { former, later, unknown: nothing ? null : unknown, changes: null };
	const changes = await inventory.changes(locals.supabase, former, later);
	return { former, later, unknown: null, changes };
}

/** The query that names two campaigns. */
export const pairQuery = ({ former, later }: Pick<ComparedCampaigns, 'former' | 'later'>) =>
	new URLSearchParams({ [parameters.former]: former, [parameters.later]: later }).toString();
