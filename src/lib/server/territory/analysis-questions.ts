import type { LandMarket } from '#lib/domain/land-market.ts';
import type { AssemblyQuestion } from '#lib/subjects/assembly/assembly-query.ts';
import { assemblyLand, findAssemblies } from '#lib/subjects/assembly/find-assemblies.ts';
import { dashboardOf } from '#lib/subjects/indicators/dashboard/dashboard.ts';
import { placesToAnalyse, type Scope } from '#lib/subjects/indicators/dashboard/scope.ts';
import { freePlots, type FreePlotQuestion } from '#lib/subjects/ledger/free-plots.ts';
import { frozenPlots, type FrozenPlotQuestion } from '#lib/subjects/ledger/frozen-plots.ts';
import { mobilisable, type MobiliseQuestion } from '#lib/subjects/ledger/mobilise-candidates.ts';
import { keptIn } from './kept-in.ts';
import type { Reading } from './reading.ts';

const places = keptIn(({ atlas }: Reading) => placesToAnalyse(atlas));

const land = keptIn(({ atlas }: Reading) => assemblyLand(atlas));

/** What the planner's pages show, and land that is looked at together. */
export const analysisQuestions = {
	placesToAnalyse: (reading: Reading) => places(reading),

	/** Free plots of a place, and those that somebody names. */
	freePlots: ({ atlas }: Reading, asked: FreePlotQuestion) => freePlots(atlas.plots, asked),

	/** Free plots of a place whose zone stops giving permits. */
	frozenPlots: ({ atlas }: Reading, asked: FrozenPlotQuestion) => frozenPlots(atlas.plots, asked),

	/** What could be put on the market next in a place, and the sieve that its land goes through. */
	mobilisable: ({ atlas }: Reading, asked: MobiliseQuestion) => mobilisable(atlas, asked),

	/** Adjacent free plots that reach an area together. */
	assemblies: (reading: Reading, asked: AssemblyQuestion) => findAssemblies(land(reading), asked),

	/** INSEE codes of an EPCI's communes; none where no EPCI is asked. */
	communesOf: ({ atlas }: Reading, { epci }: { epci: string | null }) =>
		atlas.communes.flatMap(({ insee, epciSiren }) => (epciSiren === epci ? insee : [])),

	/** Every figure of a place; null where no such place is known. */
	dashboard: (
		{ atlas }: Reading,
		{ scope, today, market }: { scope: Scope; today: string; market: LandMarket | null }
	) => dashboardOf(atlas, scope, today, market)
};
