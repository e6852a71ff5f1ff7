import { m } from '#lib/paraglide/messages.js';
import { formatHectares, formatNumber } from '#lib/ui/format.ts';
import type { SwatchSample } from '#lib/ui/swatch-sample.ts';
import type { BehindRecords, ShownLine } from '../dashboard/behind.ts';

/** The records behind a figure as the page shows them: every text finished, the map drawn. */
export interface BehindModel {
	/** The line that is chosen; null where all land of the place is shown. */
	chosen: ShownLine | null;
	title: string;
	/** How many there are; null where none can be shown. */
	count: string | null;
	/** SVG; null where no outline is known. */
	drawing: string | null;
	/** Who says it, each with its date; and whether some of it is invented. */
	sources: string[];
	demonstration: boolean;
	legend: { label: string; sample: SwatchSample }[];
	notes: string[];
	/** The map and its list with the same records; null where the search cannot say them. */
	mapHref: string | null;
}

const countWords: Record<
	BehindRecords['list'],
	(of: { count: number; formatted: string }) => string
> = {
	terrains: m.result_plots,
	etablissements: m.analyse_behind_firms,
	friches: m.analyse_behind_brownfields,
	sites: m.result_plots
};

/** « 12 terrains, 34,5 ha ». @param hectares of the line; null where it is not of areas */
export function behindCount(
	{ list, count }: BehindRecords,
	hectares: number | null,
	locale: string
): string {
	const counted = countWords[list]({ count, formatted: formatNumber(count, locale) });
	return hectares === null
		? counted
		: m.analyse_behind_with_area({ counted, area: formatHectares(hectares, locale) });
}

/** What is to be known of records that stand by commune: that they do, and that some stand in none. */
export function groupedNotes({ groups, count }: BehindRecords, locale: string): string[] {
	if (groups.length === 0) return [];
	const outside = count - groups.reduce((sum, one) => sum + one.count, 0);
	const formatted = formatNumber(outside, locale);
	return [
		m.analyse_behind_grouped(),
		...(outside > 0 ? [m.analyse_behind_outside({ count: outside, formatted })] : [])
	];
}
