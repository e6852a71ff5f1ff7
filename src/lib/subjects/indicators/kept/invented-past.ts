import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { addMonths } from '#lib/domain/law/calendar.ts';
import { placesToKeep, type KeptPlace } from './kept-tables.ts';

/** One record in so many is left out of the invented past. */
const leftOut = 8;
const monthsBefore = 6;

/** A number that is the same for a key each time. */
function numberOf(key: string): number {
	let sum = 7;
	for (let at = 0; at < key.length; at++) sum = (sum * 31 + key.charCodeAt(at)) % 1_000_003;
	return sum;
}

/**
 * A past day for a territory whose records are all invented, so that there is something to compare: the same records
 * without one in eight. Null as soon as one record is real.
 */
export function inventedPast(
	atlas: Atlas,
	today: string
): { day: string; places: KeptPlace[] } | null {
	const { plots, firms, brownfields } = atlas;
	const all = [...plots, ...firms, ...brownfields];
	if (all.length === 0 || all.some(({ provenance }) => !provenance.demonstration)) return null;
	const stays = (key: string) => numberOf(key) % leftOut !== 0;
	const past = buildAtlas({
		...atlas,
		plots: plots.filter(({ id }) => stays(id)),
		firms: firms.filter(({ siret }) => stays(siret)),
		brownfields: brownfields.filter(({ id }) => stays(id))
	});
	const day = addMonths(today, -monthsBefore);
	// A place where nothing invented is left then would be kept as if it were real.
	return {
		day,
		places: placesToKeep(past, day).map((place) => ({ ...place, demonstration: true }))
	};
}
