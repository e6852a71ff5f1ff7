import type { StageGroup } from '#lib/domain/plot.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a legend calls each group of sale stages. */
export const stageLabels: Record<StageGroup, () => string> = {
	'for-sale': m.stage_for_sale,
	constrained: m.stage_constrained,
	reserved: m.stage_reserved,
	sold: m.stage_sold,
	'off-market': m.stage_off_market,
	unmarketable: m.stage_unmarketable
};
