import { keptIn } from '#lib/domain/kept-in.ts';
import type {
	LandCount,
	LandCountTable,
	LandFigures,
	LandSource
} from '#lib/domain/land-figures.ts';
import { sourcesOf, type IndicatorSource } from './indicator.ts';
import type { Scope } from './scope.ts';

/** The land of one place, as the database counts it. */
export type PlaceLand = LandFigures;

const noLand: PlaceLand = { counts: [], sizes: [], sources: [] };

const fieldOf = { epci: 'epci', commune: 'commune', site: 'site' } as const;

function byPlace(kind: keyof typeof fieldOf) {
	const field = fieldOf[kind];
	return keptIn(({ counts, sizes, sources }: LandFigures): ReadonlyMap<string, PlaceLand> => {
		const [countsOf, sourcesIn] = [
			Map.groupBy(counts, (one) => one[field]),
			Map.groupBy(sources, (one) => one[field])
		];
		const sizesOf = Map.groupBy(
			sizes.filter((one) => one.kind === kind),
			({ id }) => id
		);
		return new Map(
			[...countsOf].flatMap(([id, own]) =>
				id === null
					? []
					: [
							[
								id,
								{ counts: own, sizes: sizesOf.get(id) ?? [], sources: sourcesIn.get(id) ?? [] }
							] as const
						]
			)
		);
	});
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
