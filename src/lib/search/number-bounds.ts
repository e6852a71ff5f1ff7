import type { Criteria } from './criteria.ts';

type NumberKey = keyof {
	[K in keyof Criteria as Criteria[K] extends number | null ? K : never]: K;
};
type Bounds<K extends NumberKey> = Readonly<Record<K, readonly [least: number, most: number]>>;
type StandingKey = keyof { [K in NumberKey as Criteria[K] extends number ? K : never]: K };

/** Numbers that may be asked for, with the least and most that make sense, in the unit of their name. */
export const optionalBounds = {
	areaMinHa: [0, 100_000],
	areaMaxHa: [0, 100_000],
	siteLargestMinHa: [0, 100_000],
	siteSmallestMaxHa: [0, 100_000],
	priceMinPerM2: [0, 100_000],
	priceMaxPerM2: [0, 100_000],
	spaceMinM2: [0, 10_000_000],
	spaceMaxM2: [0, 10_000_000],
	heightMinM: [0, 200],
	floorLoadMinKgPerM2: [0, 1_000_000],
	craneMinT: [0, 10_000],
	docksMin: [0, 10_000],
	confirmedWithinDays: [0, 36_500],
	electricityMinKva: [0, 10_000_000],
	waterMinM3PerDay: [0, 10_000_000],
	gasMinM3PerHour: [0, 10_000_000],
	fibreMinMbitPerS: [0, 10_000_000],
	floodMaxPercent: [0, 100],
	wetlandMaxPercent: [0, 100],
	steepMaxPercent: [0, 100],
	junctionMaxKm: [0, 500],
	stationMaxKm: [0, 500],
	freightMaxKm: [0, 500],
	portMaxKm: [0, 500],
	airfieldMaxKm: [0, 500],
	borderMaxKm: [0, 500],
	headcountMin: [0, 10_000_000],
	trainingMin: [0, 10_000]
} as const satisfies Bounds<Exclude<NumberKey, StandingKey>>;

/** Numbers that stand at something even when nobody asks. */
export const standingBounds = {
	sectorRadiusKm: [0.1, 100],
	firmsMin: [1, 10_000],
	headcountRadiusKm: [0.1, 100],
	trainingRadiusKm: [0.1, 100]
} as const satisfies Bounds<StandingKey>;

/** The bounds of every number: what the panel takes, an address, a preset and the OGC API take alike. */
export const numberBounds: Bounds<NumberKey> = { ...optionalBounds, ...standingBounds };
