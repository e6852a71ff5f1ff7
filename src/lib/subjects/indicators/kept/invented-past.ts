import { buildAtlas, type Atlas } from '#lib/search/atlas.ts';
import { addMonths } from '#lib/domain/law/calendar.ts';
import type { FigureGround } from '../dashboard/dashboard.ts';
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

const staysThen = (key: string): boolean => numberOf(key) % leftOut !== 0;

/** The day of the invented past. @param today ISO date */
export const inventedDay = (today: string): string => addMonths(today, -monthsBefore);

/** Plots that the invented past leaves out; null as soon as one record of the territory is real. */
export function plotsNotYetThere({ plots, firms, brownfields }: Atlas): string[] | null {
	const all = [...plots, ...firms, ...brownfields];
	if (all.length === 0 || all.some(({ provenance }) => !provenance.demonstration)) return null;
	return plots.flatMap(({ id }) => (staysThen(id) ? [] : [id]));
}

/**
 * A past day for a territory whose records are all invented, so that there is something to compare: the same records
 * without one in eight.
 * @param ground of that day, its land without `plotsNotYetThere`
 */
export function inventedPast({ atlas, ...ofThen }: FigureGround): KeptPlace[] {
	const { plots, firms, brownfields } = atlas;
	const past = buildAtlas({
		...atlas,
		plots: plots.filter(({ id }) => staysThen(id)),
		firms: firms.filter(({ siret }) => staysThen(siret)),
		brownfields: brownfields.filter(({ id }) => staysThen(id))
	});
	// A place where nothing invented is left then would be kept as if it were real.
	return placesToKeep({ ...ofThen, atlas: past }).map((place) => ({
		...place,
		demonstration: true
	}));
}
