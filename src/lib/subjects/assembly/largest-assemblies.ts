import type { AssembledArea, Plot } from '#lib/domain/plot.ts';
import { neighbourSurfaces, sameLimit } from '#lib/geo/neighbour-surfaces.ts';
import { assemblyFields } from './assembly-query.ts';
import { besideEach, isJoined } from './find-assemblies.ts';
import { largestAssembly } from './rules/largest-assembly.ts';

/** A free plot, as far as an assemblage asks. */
export type FreePlot = Pick<Plot, 'id' | 'areaHa' | 'geometry'>;

/** What `/assembler` looks for where nothing but an area is asked. */
const usual = {
	mostPlots: assemblyFields.mostPlots.standing,
	limit: assemblyFields.limit.standing,
	lane: assemblyFields.lane.standing
};

/** What is no free land, or of unknown area, reaches nothing. */
const none: AssembledArea = { hectares: 0, plots: [] };

/**
 * The largest gross area that each plot reaches with adjacent free ones, by the rules of `/assembler`.
 * @param free plots around those that are wanted, two steps away at least
 */
export function largestAssemblies(
	free: readonly FreePlot[],
	wanted: readonly string[]
): AssembledArea[] {
	const known = free.filter(({ areaHa }) => areaHa !== null);
	const surfaces = known.map(({ geometry }) => geometry);
	const joins = neighbourSurfaces(surfaces, sameLimit).filter((pair) => isJoined(pair, usual));
	const ground = {
		areas: known.map(({ areaHa }) => areaHa ?? 0),
		neighbours: besideEach(known.length, joins)
	};
	const indexOf = new Map(known.map(({ id }, at) => [id, at]));
	return wanted.map((id) => {
		const plot = indexOf.get(id);
		if (plot === undefined) return none;
		const { plots, hectares } = largestAssembly(ground, plot, usual.mostPlots);
		return { hectares, plots: plots.flatMap((at) => known[at]?.id ?? []) };
	});
}
