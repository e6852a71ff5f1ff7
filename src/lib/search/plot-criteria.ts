import type { Firm } from '#lib/domain/firm.ts';
import { shapeTest } from '#lib/geo/area-shape.ts';
import { distanceKm } from '#lib/geo/distance-km.ts';
import { foldText, type Atlas, type PlacedPlot } from './atlas.ts';
import type { Criteria } from './criteria.ts';

/** What a criterion says of a plot. Unknown is never a failure: the source does not say. */
export type Verdict = 'pass' | 'fail' | 'unknown';

export type CriterionId =
	| 'text'
	| 'area'
	| 'epci'
	| 'commune'
	| 'sale-stage'
	| 'servicing'
	| 'ready'
	| 'vocation'
	| 'networks'
	| 'brownfields'
	| 'junction'
	| 'station'
	| 'port'
	| 'sectors'
	| 'shape';

type PlotTest = (placed: PlacedPlot) => Verdict;

/** One criterion of the search: the test it makes of what was asked, or null when it is not set. */
interface PlotCriterion {
	id: CriterionId;
	test: (criteria: Criteria, atlas: Atlas) => PlotTest | null;
}

const passIf = (passes: boolean): Verdict => (passes ? 'pass' : 'fail');

/** A list criterion: passes when the value is among those asked, unknown when the plot has none. */
function among<T>(asked: readonly T[], value: (placed: PlacedPlot) => T | null): PlotTest | null {
	if (asked.length === 0) return null;
	const accepted = new Set(asked);
	return (placed) => {
		const own = value(placed);
		return own === null || own === 'inconnu' ? knownOnly(accepted, own) : passIf(accepted.has(own));
	};
}

/** Who asks for "inconnu" by name gets it; everybody else sees it as unknown. */
function knownOnly<T>(accepted: ReadonlySet<T>, own: T | null): Verdict {
	return own !== null && accepted.has(own) ? 'pass' : 'unknown';
}

function within(maximumKm: number | null, km: (placed: PlacedPlot) => number | undefined) {
	if (maximumKm === null) return null;
	return (placed: PlacedPlot) => {
		const own = km(placed);
		return own === undefined ? 'unknown' : passIf(own <= maximumKm);
	};
}

function testArea({ areaMinHa, areaMaxHa }: Criteria): PlotTest | null {
	if (areaMinHa === null && areaMaxHa === null) return null;
	const [low, high] = [areaMinHa ?? 0, areaMaxHa ?? Number.POSITIVE_INFINITY];
	return ({ plot }) =>
		plot.areaHa === null ? 'unknown' : passIf(plot.areaHa >= low && plot.areaHa <= high);
}

function testNetworks({ networks }: Criteria): PlotTest | null {
	if (networks.length === 0) return null;
	return ({ site }) => {
		const known = networks.map((network) => site?.networks[network] ?? null);
		if (known.includes(false)) return 'fail';
		return known.includes(null) ? 'unknown' : 'pass';
	};
}

function testText({ text }: Criteria): PlotTest | null {
	const words = foldText(text).split(/\s+/).filter(Boolean);
	if (words.length === 0) return null;
	return (placed) => passIf(words.every((word) => placed.words.includes(word)));
}

function testSectors({ sectors, sectorRadiusKm }: Criteria, atlas: Atlas): PlotTest | null {
	if (sectors.length === 0) return null;
	const neighbours: Firm[] = atlas.firms.filter((firm) => sectors.includes(firm.sector));
	return ({ centre }) =>
		passIf(neighbours.some((firm) => distanceKm(centre, firm.position) <= sectorRadiusKm));
}

function testShape({ shape }: Criteria): PlotTest | null {
	if (shape === null) return null;
	const meets = shapeTest(shape);
	return ({ plot, box }) => passIf(meets(plot.geometry, box));
}

function testReady({ readyToBuild }: Criteria): PlotTest | null {
	if (!readyToBuild) return null;
	return ({ plot }) => (plot.readyToBuild === null ? 'unknown' : passIf(plot.readyToBuild));
}

function testBrownfields({ brownfields }: Criteria): PlotTest | null {
	if (brownfields === 'with') return null;
	return ({ plot }) =>
		plot.occupancy === 'inconnu'
			? 'unknown'
			: passIf((plot.occupancy === 'friche') === (brownfields === 'only'));
}

/** The criteria in the order in which they are asked: cheap ones first, geometry last. */
export const plotCriteria: readonly PlotCriterion[] = [
	{ id: 'area', test: testArea },
	{ id: 'epci', test: (c) => among(c.epci, ({ plot }) => plot.epciSiren) },
	{ id: 'commune', test: (c) => among(c.communes, ({ plot }) => plot.inseeCode) },
	{ id: 'sale-stage', test: (c) => among(c.saleStages, ({ plot }) => plot.saleStage) },
	{ id: 'servicing', test: (c) => among(c.servicingStages, ({ plot }) => plot.servicingStage) },
	{ id: 'ready', test: testReady },
	{ id: 'vocation', test: (c) => among(c.vocations, ({ site }) => site?.vocation ?? null) },
	{ id: 'networks', test: testNetworks },
	{ id: 'brownfields', test: testBrownfields },
	{ id: 'junction', test: (c) => within(c.junctionMaxKm, ({ junction }) => junction?.km) },
	{ id: 'station', test: (c) => within(c.stationMaxKm, ({ station }) => station?.km) },
	{ id: 'port', test: (c) => within(c.portMaxKm, ({ port }) => port?.km) },
	{ id: 'text', test: testText },
	{ id: 'sectors', test: testSectors },
	{ id: 'shape', test: testShape }
];
