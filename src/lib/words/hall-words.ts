import { m } from '#lib/paraglide/messages.js';
import type { Criteria } from '#lib/search/criteria.ts';
import type { Failure } from '#lib/search/funnel.ts';
import { formatNumber } from '#lib/ui/format.ts';

/** How long a building may be beside the width that is asked: on a plot that is let through, or on one that is not. */
export function hallText(
	{ value, interval }: Pick<Failure, 'value' | 'interval'>,
	{ hallWidthM, hallCourtM, hallLengthM }: Criteria,
	failed: boolean,
	locale: string
): string {
	if (value === 'Local') return m.hall_in_building();
	if (typeof value !== 'number') return m.hall_not_computed();
	const metres = (length: number) => `${formatNumber(length, locale, 1)}\u202Fm`;
	const depth = metres((hallWidthM ?? 0) + (hallCourtM ?? 0));
	if (interval)
		return m.hall_between({ sure: metres(interval[0]), most: metres(interval[1]), depth });
	if (!failed) return m.hall_holds({ length: metres(value), depth });
	if (value === 0) return m.hall_none({ depth });
	return m.hall_fails({ length: metres(value), depth, asked: metres(hallLengthM ?? 0) });
}

/** Address of the exact test of the building that is asked, from that of the plot's own pages; null where none is asked. */
export function hallTest(
	plotHref: string,
	{ hallLengthM, hallWidthM, hallCourtM }: Criteria
): { href: string; label: string } | null {
	if (hallLengthM === null || hallWidthM === null) return null;
	const asked = new URLSearchParams({
		longueur: String(hallLengthM),
		largeur: String(hallWidthM),
		...(hallCourtM !== null && { cour: String(hallCourtM) })
	});
	return {
		href: `${plotHref}/batiment?${asked.toString()}`,
		label: m.hall_test({ length: hallLengthM, width: hallWidthM })
	};
}

/** The building that is asked, in words: "120 × 60 m, cour de 35 m". */
export function hallAsked({ hallLengthM, hallWidthM, hallCourtM }: Criteria): string {
	const sides = { length: hallLengthM ?? 0, width: hallWidthM ?? 0 };
	return hallCourtM ? m.hall_asked_court({ ...sides, court: hallCourtM }) : m.hall_asked(sides);
}
