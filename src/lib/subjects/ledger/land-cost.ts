import { landClasses, type LandClass } from '#lib/domain/land-class.ts';
import type { FreePlot } from './free-plots.ts';

/** What mobilising some plots takes: hectares by class, and plots whose area nobody states. */
export interface LandCost {
	plots: number;
	hectares: Record<LandClass, number>;
	withoutArea: number;
}

/** Adds up in m², so that sums of decimals come out as people write them. */
export function landCost(plots: readonly Pick<FreePlot, 'areaHa' | 'landClass'>[]): LandCost {
	const hectares = Object.fromEntries(
		landClasses.map((one) => [
			one,
			plots
				.filter(({ landClass }) => landClass === one)
				.reduce((sum, { areaHa }) => sum + Math.round((areaHa ?? 0) * 10_000), 0) / 10_000
		])
	) as Record<LandClass, number>;
	return {
		plots: plots.length,
		hectares,
		withoutArea: plots.filter(({ areaHa }) => areaHa === null).length
	};
}

/**
 * What is left once plots are mobilised, in ha: new land subtracts, recycled land does not. Land of which nobody knows
 * makes an interval; null where it is not known what is left now.
 */
export function leftAfter(
	remainingHa: number | null,
	{ hectares }: LandCost
): { low: number; high: number } | null {
	if (remainingHa === null) return null;
	const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
	const high = rounded(remainingHa - hectares.new);
	return { low: rounded(high - hectares.unknown), high };
}
