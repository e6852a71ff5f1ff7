import type { CampaignChange, CampaignChanges } from '#lib/backend/inventory.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatDate, formatNumber } from '#lib/ui/format.ts';

export const changeWords: Record<CampaignChange, () => string> = {
	vacant: m.campaign_change_vacant,
	reused: m.campaign_change_reused,
	changed: m.campaign_change_changed,
	split: m.campaign_change_split,
	merged: m.campaign_change_merged,
	redrawn: m.campaign_change_redrawn,
	new: m.campaign_change_new,
	gone: m.campaign_change_gone
};

/** What changed between two campaigns, in one sentence. */
export function changeFinding(
	{ former, later, lines, unchanged }: CampaignChanges,
	locale: string
) {
	const days = { former: formatDate(former, locale), later: formatDate(later, locale) };
	if (lines.length === 0) return m.campaign_finding_none(days);
	const counts = Map.groupBy(lines, ({ change }) => change);
	const parts = (Object.keys(changeWords) as CampaignChange[]).flatMap((change) => {
		const count = counts.get(change)?.length ?? 0;
		return count === 0
			? []
			: [`${changeWords[change]().toLowerCase()} ${formatNumber(count, locale)}`];
	});
	return m.campaign_finding({
		...days,
		parts: parts.join(', '),
		unchanged: formatNumber(unchanged, locale)
	});
}
