import type { LimitKey } from './criterion.ts';

type Furthest = (asked: number) => number;

export const daysAYear = 365;
/** So much of a least that was asked. */
const share =
	(part: number): Furthest =>
	(asked) =>
		part * asked;
/** So many times a most that was asked, and no more than so far beyond it. */
const times =
	(factor: number, most = Number.POSITIVE_INFINITY): Furthest =>
	(asked) =>
		Math.min(factor * asked, asked + most);
/** Ten points of a plot's ground more; who asks for none of it asks for none. */
const points: Furthest = (asked) => (asked === 0 ? 0 : Math.min(100, asked + 10));

/** How far each bound may be relaxed before what is offered is another project. */
const furthest: Readonly<Record<LimitKey, Furthest>> = {
	areaMinHa: share(0.5),
	areaMaxHa: times(1.5),
	siteLargestMinHa: share(0.5),
	siteSmallestMaxHa: times(1.5),
	priceMinPerM2: share(0.5),
	priceMaxPerM2: times(1.5),
	availableBefore: (day) => day + daysAYear,
	spaceMinM2: share(0.5),
	spaceMaxM2: times(1.5),
	// What a machine needs above and below it gives way little.
	heightMinM: share(0.8),
	floorLoadMinKgPerM2: share(0.8),
	craneMinT: share(0.5),
	docksMin: share(0.5),
	confirmedWithinDays: times(2),
	electricityMinKva: share(0.5),
	waterMinM3PerDay: share(0.5),
	gasMinM3PerHour: share(0.5),
	fibreMinMbitPerS: share(0.5),
	floodMaxPercent: points,
	wetlandMaxPercent: points,
	steepMaxPercent: points,
	junctionMaxKm: times(2, 15),
	stationMaxKm: times(2, 15),
	freightMaxKm: times(2, 15),
	portMaxKm: times(2, 15),
	airfieldMaxKm: times(2, 15),
	borderMaxKm: times(2, 15),
	sectorRadiusKm: times(2, 15),
	headcountMin: share(0.5),
	trainingRadiusKm: times(2, 15)
};

/** The bound beyond which nothing is conceded, in the unit of what was asked. */
export function furthestConceded(key: LimitKey, asked: number): number {
	return furthest[key](asked);
}
