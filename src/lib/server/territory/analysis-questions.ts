import { landFigures } from '#lib/backend/land-figures.ts';
import { dayInFrance } from '#lib/domain/day.ts';
import type { LandMarket } from '#lib/domain/land-market.ts';
import type { AssemblyQuestion } from '#lib/subjects/assembly/assembly-query.ts';
import {
	assemblyLand,
	countLookedAt,
	findAssemblies,
	landWithin
} from '#lib/subjects/assembly/find-assemblies.ts';
import { areaFigures, type AreasAsked } from '#lib/subjects/indicators/choropleth/area-figures.ts';
import { areasOf, frameOf } from '#lib/subjects/indicators/choropleth/areas.ts';
import {
	defaultMeasure,
	measuresOf,
	vacancyMeasure,
	type Measure
} from '#lib/subjects/indicators/choropleth/measure.ts';
import { dashboardOf, type FigureGround } from '#lib/subjects/indicators/dashboard/dashboard.ts';
import { landDays } from '#lib/subjects/indicators/dashboard/land.ts';
import type { AreaLevel } from '#lib/subjects/indicators/dashboard/scope-records.ts';
import {
	placesToAnalyse,
	territoryScope,
	type Scope
} from '#lib/subjects/indicators/dashboard/scope.ts';
import {
	inventedDay,
	inventedPast,
	plotsNotYetThere
} from '#lib/subjects/indicators/kept/invented-past.ts';
import { placesToKeep } from '#lib/subjects/indicators/kept/kept-tables.ts';
import { industryOf } from '#lib/subjects/indicators/peers/industry.ts';
import { freePlots, type FreePlotQuestion } from '#lib/subjects/ledger/free-plots.ts';
import { frozenPlots, type FrozenPlotQuestion } from '#lib/subjects/ledger/frozen-plots.ts';
import { mobilisable, type MobiliseQuestion } from '#lib/subjects/ledger/mobilise-candidates.ts';
import { areaOutlines } from './area-outlines.ts';
import { keptAnswers, keptIn } from '#lib/domain/kept-in.ts';
import { keptPromise } from '#lib/domain/kept-promise.ts';
import { linkedPlaces } from './linked-places.ts';
import type { Reading } from './reading.ts';
import { recordsBehind } from './records-behind.ts';

const places = keptIn(({ atlas }: Reading) => placesToAnalyse(atlas));

interface DashboardAsked {
	scope: Scope;
	/** ISO date. */
	today: string;
	market: LandMarket | null;
}

const groundsByDay = keptIn<Reading, Map<string, Promise<FigureGround>>>(() => new Map());

/** What the figures of a day are made of; the land is counted by the database, once a reading and day. */
function groundOn(reading: Reading, day: string): Promise<FigureGround> {
	return keptPromise(groundsByDay(reading), day, () => readGround(reading, day));
}

async function readGround(
	{ atlas, client, configuration }: Reading,
	today: string,
	without: readonly string[] = []
): Promise<FigureGround> {
	const query = { territory: configuration.id, days: landDays(today), without };
	return { atlas, land: await landFigures.read(client, query), today };
}

/** Figures of the records alone: what may take time. */
const recordFigures = keptAnswers((ground: FigureGround, scope: Scope) =>
	dashboardOf(ground, scope, null)
);

const dashboards = keptAnswers(
	(ground: FigureGround, { scope, market }: Omit<DashboardAsked, 'today'>) => {
		const known = recordFigures(ground, scope);
		return market === null ? known : dashboardOf(ground, scope, market, known);
	}
);

/** Lines of the tables of the whole territory, so that none is missing where a place has nothing of it. */
const measures = keptIn((ground: FigureGround): Measure[] => [
	...(recordFigures(ground, territoryScope)?.indicators ?? []).flatMap(measuresOf),
	vacancyMeasure
]);

const figuresOfAreas = keptAnswers(areaFigures);

/** What a past day is invented from; null as soon as one record is real. */
async function pastToKeep(reading: Reading, today: string) {
	const without = plotsNotYetThere(reading.atlas);
	if (without === null) return null;
	const day = inventedDay(today);
	return { day, places: inventedPast(await readGround(reading, day, without)) };
}

const land = keptIn(({ atlas }: Reading) => assemblyLand(atlas));

const industry = keptIn(({ atlas }: Reading) => industryOf(atlas));

/** The first figures of the planner's page, made before a reading is served: until then those of the former one are. */
export async function warmAnalysis(reading: Reading): Promise<void> {
	const asked = { measure: defaultMeasure, level: 'commune', scope: territoryScope } as const;
	places(reading);
	const ground = await groundOn(reading, dayInFrance(new Date()));
	measures(ground);
	figuresOfAreas(ground, { ...asked, markets: {} });
	areaOutlines(reading, { level: 'commune', frame: territoryScope });
	recordsBehind(reading, { scope: territoryScope, line: null });
}

/** What the planner's pages show, and land that is looked at together. */
export const analysisQuestions = {
	placesToAnalyse: (reading: Reading) => places(reading),

	/** What its firms do, for another territory to be compared with. */
	industry: (reading: Reading) => industry(reading),

	/** Free plots of a place, and those that somebody names. */
	freePlots: ({ atlas }: Reading, asked: FreePlotQuestion) => freePlots(atlas.placedPlots, asked),

	/** Free plots of a place whose zone stops giving permits. */
	frozenPlots: ({ atlas }: Reading, asked: FrozenPlotQuestion) => frozenPlots(atlas.plots, asked),

	/** What could be put on the market next in a place, and the sieve that its land goes through. */
	mobilisable: ({ atlas }: Reading, asked: MobiliseQuestion) => mobilisable(atlas, asked),

	/** Adjacent free plots that reach an area together, each set the sum of its plots. */
	assemblies: (reading: Reading, { asked }: { asked: AssemblyQuestion }) =>
		findAssemblies(land(reading), asked),

	/** How many free plots of a place are assembled, and these where they are not more than so many. */
	landToAssemble: (
		reading: Reading,
		{ epci, most }: Pick<AssemblyQuestion, 'epci'> & { most: number }
	) => {
		const count = countLookedAt(land(reading), { epci });
		return { count, land: count > most ? null : landWithin(land(reading), { epci }) };
	},

	/** INSEE codes of an EPCI's communes; none where no EPCI is asked. */
	communesOf: ({ atlas }: Reading, { epci }: { epci: string | null }) =>
		atlas.communes.flatMap(({ insee, epciSiren }) => (epciSiren === epci ? insee : [])),

	/** Hectares of each commune by its INSEE code; null where not known. */
	communeAreas: ({ atlas }: Reading): Record<string, number | null> =>
		Object.fromEntries(atlas.communes.map(({ insee, areaHa }) => [insee, areaHa])),

	/** Every figure of a place; null where no such place is known. */
	dashboard: async (reading: Reading, { today, ...asked }: DashboardAsked) =>
		dashboards(await groundOn(reading, today), asked),

	/** What a map of areas may show. */
	measures: async (reading: Reading) => measures(await groundOn(reading, dayInFrance(new Date()))),

	/** A measure of each area of a place; null for what the inventory counts. */
	areaFigures: async (reading: Reading, { today, ...asked }: AreasAsked & { today: string }) =>
		figuresOfAreas(await groundOn(reading, today), asked),

	/** The areas that show a place beside its like. */
	areas: ({ atlas }: Reading, { level, scope }: { level: AreaLevel; scope: Scope }) => {
		const frame = frameOf(atlas, scope, level);
		return { frame, areas: areasOf(atlas, level, frame) };
	},

	areaOutlines,

	/** What a line of the tables counts, for a small map. */
	recordsBehind,

	/** Where the records lie that actions of the plan concern. */
	linkedPlaces,

	/** What a day keeps of every place's figures, and a past day where one is to be invented. */
	placesToKeep: async (
		reading: Reading,
		{ today, withPast }: { today: string; withPast: boolean }
	) => ({
		places: placesToKeep(await groundOn(reading, today)),
		past: withPast ? await pastToKeep(reading, today) : null
	})
};
