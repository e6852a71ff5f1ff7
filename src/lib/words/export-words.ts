import { m } from '#lib/paraglide/messages.js';
import type { RecordClass } from '#lib/search/list-view.ts';
import { formatNumber } from '#lib/ui/format.ts';

const counts: Record<RecordClass, (values: { count: number; formatted: string }) => string> = {
	terrains: m.export_terrains,
	sites: m.export_sites,
	etablissements: m.export_etablissements,
	friches: m.export_friches
};

/** How many records come, and of what. */
export function countWords(list: RecordClass, count: number, locale: string): string {
	return counts[list]({ count, formatted: formatNumber(count, locale) });
}
