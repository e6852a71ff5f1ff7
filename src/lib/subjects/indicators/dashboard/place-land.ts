import { keptIn } from '#lib/domain/kept-in.ts';
import type {
	LandCount,
	LandCountTable,
	LandFigures,
	LandSize,
	LandSource
} from '#lib/domain/land-figures.ts';
import { sourcesOf, type IndicatorSource } from './indicator.ts';
import type { AreaLevel } from './scope-records.ts';
import type { Scope } from './scope.ts';

/** The land of one place, as the database counts it. */
export type PlaceLand = LandFigures;

const noLand: PlaceLand = { counts: [], sizes: [], sources: [] };

function byPlace(kind: AreaLevel) {
	return keptIn(
		({ counts, sizes, sources }: LandFigures): ReadonlyMap<string | null, PlaceLand> => {
			const sourcesOfPlace = Map.groupBy(sources, (one) => one[kind]);
			const ofKind = sizes.filter((one) => one.kind === kind);
			const sizesOfPlace = Map.groupBy<string | null, LandSize>(ofKind, ({ id }) => id);
			const ofPlace = (id: string | null, own: LandCount[]): PlaceLand => ({
				counts: own,
				sizes: sizesOfPlace.get(id) ?? [],
				sources: sourcesOfPlace.get(id) ?? []
			});
			return new Map(
				[...Map.groupBy(counts, (one) => one[kind])].map(([id, own]) => [id, ofPlace(id, own)])
			);
		}
	);
}

const landOfPlaces = {
	epci: byPlace('epci'),
	commune: byPlace('commune'),
	site: byPlace('site')
};

const ofTerritory = keptIn((land: LandFigures): PlaceLand => ({
	...land,
	sizes: land.sizes.filter(({ kind }) => kind === 'territoire')
}));

/** The part of a territory's land that lies in a place. */
export function landOfPlace(land: LandFigures, { kind, id }: Scope): PlaceLand {
	return kind === 'territoire' ? ofTerritory(land) : (landOfPlaces[kind](land).get(id) ?? noLand);
}

/** Plots that are counted together. */
export interface LandSum {
	plots: number;
	/** To the m². */
	hectares: number;
	withoutArea: number;
	/** Of the largest; null where none has an area. */
	largestHa: number | null;
}

export function sumOf(counts: readonly LandCount[]): LandSum {
	let [plots, squareMetres, withoutArea] = [0, 0, 0];
	let largestHa: number | null = null;
	for (const count of counts) {
		plots += count.plots;
		squareMetres += count.squareMetres;
		withoutArea += count.withoutArea;
		if (count.largestHa !== null) largestHa = Math.max(largestHa ?? 0, count.largestHa);
	}
	return { plots, hectares: squareMetres / 10_000, withoutArea, largestHa };
}

/** What a table counts in a place, by value. */
export function countedBy(
	{ counts }: PlaceLand,
	table: LandCountTable
): Map<string | null, LandCount[]> {
	return Map.groupBy(
		counts.filter((one) => one.table === table),
		({ key }) => key
	);
}

/** All land of a place. */
export const allLand = keptIn(({ counts }: PlaceLand) =>
	// Every plot states a sale stage.
	sumOf(counts.filter(({ table }) => table === 'commercialisation'))
);

/** The sources of some of a place's land, each with its latest date. */
export function landSources(
	{ sources }: PlaceLand,
	isOf: (source: LandSource) => boolean = () => true
): IndicatorSource[] {
	return sourcesOf(sources.filter(isOf).map((provenance) => ({ provenance })));
}
