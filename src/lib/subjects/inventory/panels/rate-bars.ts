import { m } from '#lib/paraglide/messages.js';
import type { Bar } from '#lib/ui/bar-chart.ts';
import type { RateRow } from '../rate-rows.ts';
import { ratesOf } from '../rates.ts';
import { intervalText, percentText } from './inventory-words.ts';

/** A bar a row: the rate surely, and as far as it may be once every unit is known. */
export function rateBars(rows: readonly RateRow[], locale: string): Bar[] {
	return rows.map(({ key, label, href, line }) => {
		const { legal, interval } = ratesOf(line);
		const text =
			legal === null
				? percentText(null, locale)
				: m.inventory_bar({
						rate: percentText(legal, locale),
						interval: intervalText(interval, locale)
					});
		return {
			...{ key, label, text, low: interval?.[0] ?? null, high: interval?.[1] ?? null },
			link: { href, name: `${label}, ${text}` }
		};
	});
}
