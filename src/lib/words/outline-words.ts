import type { Surface } from '#lib/domain/surface.ts';
import { areaHectares } from '#lib/geo/area-hectares.ts';
import { m } from '#lib/paraglide/messages.js';
import { formatHectares } from '#lib/ui/format.ts';

/** An outline in words: its area, and its parts and holes where it has more than one ring. */
export function outlineWords(outline: Surface, locale: string): string {
	const parts = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates;
	const holes = parts.reduce((sum, rings) => sum + rings.length - 1, 0);
	const area = formatHectares(areaHectares(outline), locale);
	if (parts.length === 1 && holes === 0) return area;
	return m.outline_rings({ area, parts: parts.length, holes });
}
