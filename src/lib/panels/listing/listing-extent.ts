import { formatHectares, formatSquareMetres } from '#lib/ui/format.ts';

/** How large what is offered is: a space by its floor, land by its outline; null while neither is known. */
export function listingExtent(
	{ offer, spaceM2, areaHa }: { offer: unknown; spaceM2: unknown; areaHa: number | null },
	locale: string
): string | null {
	if (offer === 'Local' && typeof spaceM2 === 'number') return formatSquareMetres(spaceM2, locale);
	return areaHa === null ? null : formatHectares(areaHa, locale);
}
