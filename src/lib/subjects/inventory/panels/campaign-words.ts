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

/** The days of two campaigns; with those on which they were frozen, where both were judged at one. */
export function campaignDays(
	{ former, later, formerFrozenOn, laterFrozenOn }: CampaignChanges,
	locale: string
): { former: string; later: string } {
	const day = (judged: string, frozen: string) =>
		former === later
			? m.campaign_day_frozen({
					...{ day: formatDate(judged, locale), frozen: formatDate(frozen, locale) }
				})
			: formatDate(judged, locale);
	return { former: day(former, formerFrozenOn), later: day(later, laterFrozenOn) };
}

/** What changed between two campaigns, in one sentence. */
export function changeFinding(changes: CampaignChanges, locale: string) {
	const { lines, unchanged } = changes;
	const days = campaignDays(changes, locale);
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
