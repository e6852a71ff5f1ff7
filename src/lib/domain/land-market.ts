import type { LossReason } from './loss-reasons.ts';

/** Bounds of the classes of size, in hectares: each class from its own bound up to the next, which is not of it. */
export const sizeBounds = [0, 1, 2, 5, 10] as const;

/** Place of a size among the classes. @param hectares null for one that nobody states, which is of no class: -1 */
export function sizeClassOf(hectares: number | null): number {
	return hectares === null ? -1 : sizeBounds.findLastIndex((bound) => hectares >= bound);
}

/** How many of something in a class; null where fewer than five stand in it, which only agents may see. */
export type ToldCount = number | null;

/** What was asked of an EPCI, or of the whole territory. */
export interface LandDemand {
	/** Whether every figure is told: to the agents of the place. */
	all: boolean;
	/** First day that is counted from, AAAA-MM-JJ. */
	from: string;
	/** By class of the least surface asked for (`sizeClassOf`). */
	classes: { size: number; briefs: ToldCount; lost: ToldCount; searches: ToldCount }[];
	/** Lost briefs by their reason, the most frequent first; only those that are told. */
	reasons: { reason: LossReason; lost: number }[];
}

/** Plots sold between two days, AAAA-MM-JJ, the first not counted. */
export interface LandSales {
	all: boolean;
	from: string;
	to: string;
	/** Null where fewer than five were sold, which only agents may see. */
	sales: { plots: number; hectares: number; withoutArea: number } | null;
}

/** What a place's land was asked for and sold; null where figures are of an EPCI or of the territory alone. */
export interface LandMarket {
	demand: LandDemand;
	sales: LandSales;
}
