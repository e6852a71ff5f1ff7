/**
 * State of a unit of land in the sense of article 220: an occupant of any kind makes it occupied; without one, a
 * closed establishment or vacant premises make it vacant; land that nobody ever occupied is free, not vacant.
 */
export function unitState(
	occupied: boolean,
	closed: boolean,
	vacantPremises: boolean
): 'occupied' | 'vacant' | 'free' {
	if (occupied) return 'occupied';
	return closed || vacantPremises ? 'vacant' : 'free';
}

/** Share in % of a part in a whole; null where the whole is nothing. */
export function share(part: number, whole: number): number | null {
	return whole > 0 ? (100 * part) / whole : null;
}

/** Vacancy rate of a business park, in whole %: a ratio of counts of units, never of areas. Null without units. */
export function vacancyRate(units: number, vacant: number): number | null {
	const rate = share(vacant, units);
	return rate === null ? null : Math.round(rate);
}

/** Between which bounds, in %, the rate lies while the evidence of some units is missing or stale. */
export function vacancyInterval(
	units: number,
	vacant: number,
	unproven: number
): [low: number, high: number] | null {
	const low = share(vacant, units);
	const high = share(vacant + unproven, units);
	return low === null || high === null ? null : [low, high];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Sum of areas of those units that are marked useful; the two lists go by the same index. */
export function usefulArea(areas: readonly number[], useful: readonly number[]): number {
	return sum(areas.filter((_, index) => useful[index] === 1));
}

/** Least and most employees of establishments that are known by bracket. */
export function jobsBetween(
	lows: readonly number[],
	highs: readonly number[]
): [low: number, high: number] {
	return [sum(lows), sum(highs)];
}
