import type { Firm } from '#lib/domain/firm.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale } from '#lib/paraglide/runtime.js';
import { headcountInterval } from '#lib/search/headcount-interval.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { composedLabel } from './vocabulary-words.ts';

/**
 * What a firm does: in French as its source says it, in any other language by the division of its NAF code, which is
 * that of NACE; a code of no division stays in French.
 */
export function activityText({ naf, activity }: Firm, locale: string): string | null {
	const division = naf.slice(0, 2);
	const words = locale === baseLocale ? division : composedLabel('naf', division);
	// Labels begin with the number of their division: "24 – Basic metals and foundry".
	return words === division ? activity : words.slice(`${division} – `.length);
}

/** INSEE's bracket of a firm's headcount: in French as its source says it, in any other language by its bounds. */
export function bracketText({ headcountBracket }: Firm, locale: string): string | null {
	if (headcountBracket === null || locale === baseLocale) return headcountBracket;
	const [low, high] = headcountInterval({ headcount: null, headcountBracket });
	const said = (count: number) => formatNumber(count, locale);
	if (high === Infinity) return low === 0 ? headcountBracket : m.headcount_from({ low: said(low) });
	if (low === high) return m.employees({ count: low, number: said(low) });
	return m.headcount_between({ low: said(low), high: said(high) });
}
