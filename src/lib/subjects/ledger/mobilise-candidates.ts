import type { Brownfield } from '#lib/domain/brownfield.ts';
import { landClassOf } from '#lib/domain/land-class.ts';
import { sizeClassOf } from '#lib/domain/land-market.ts';
import { isFree, type Plot } from '#lib/domain/plot.ts';
import type { Atlas, PlacedPlot } from '#lib/search/atlas.ts';
import type { LedgerPlace } from './ledger-view.ts';
import type { Candidate } from './mobilise-score.ts';
import { sieveOf, type SieveStep } from './mobilise-sieve.ts';

export interface MobiliseQuestion {
	place: LedgerPlace;
	/** How much was asked for, by class of size (`sizeBounds`); null where nobody tells. */
	demand: number[] | null;
}

export interface Mobilisable {
	candidates: Candidate[];
	sieve: SieveStep[];
}

type Placed = { epciSiren: string | null; inseeCode: string | null };
const isIn = ({ epciSiren, inseeCode }: Placed, { kind, id }: LedgerPlace) =>
	kind === 'territoire' || id === (kind === 'epci' ? epciSiren : inseeCode);

/** A junction farther than this is worth nothing. */
const farthestKm = 30;
const square = 10_000;
const areaOf = (plots: readonly Plot[]) =>
	plots.reduce((sum, { areaHa }) => sum + Math.round((areaHa ?? 0) * square), 0) / square;
const part = (some: number, whole: number) => (whole > 0 ? (100 * some) / whole : null);
const serviced: readonly string[] = ['viabilisé non aménagé', 'viabilisé et aménagé'];

/** Part of what was asked for, by its class of size, that some areas answer. */
function demandMet(areas: readonly (number | null)[], demand: number[] | null): number | null {
	if (demand === null) return null;
	const classes = new Set(areas.map(sizeClassOf));
	const met = demand.reduce((sum, count, size) => sum + (classes.has(size) ? count : 0), 0);
	return part(
		met,
		demand.reduce((sum, count) => sum + count, 0)
	);
}

/** What of the plots lies beside every constraint, in %; null where no layer is known. */
function clearOf(plots: readonly Plot[]): number | null {
	const known = plots.flatMap(({ areaHa, shares }) => {
		const told = Object.values(shares).filter((one) => one !== null);
		return told.length === 0 ? [] : [{ areaHa: areaHa ?? 0, clear: 100 - Math.max(...told) }];
	});
	const whole = known.reduce((sum, one) => sum + one.areaHa, 0);
	return whole > 0 ? known.reduce((sum, one) => sum + one.areaHa * one.clear, 0) / whole : null;
}

function siteCandidate(
	id: string,
	placed: readonly PlacedPlot[],
	demand: number[] | null
): Candidate[] {
	const free = placed.filter(({ plot }) => isFree(plot));
	const plots = free.map(({ plot }) => plot);
	const freeHa = areaOf(plots);
	if (freeHa === 0) return [];
	const known = plots.filter(({ servicingStage }) => servicingStage !== 'inconnu');
	const distances = free.flatMap(({ junction }) => junction?.km ?? []);
	return [
		{
			...{ kind: 'site', id, name: plots[0]?.siteName ?? id, freeHa },
			values: {
				serviced: part(
					areaOf(known.filter(({ servicingStage }) => serviced.includes(servicingStage))),
					areaOf(known)
				),
				vacancy: part(freeHa, areaOf(placed.map(({ plot }) => plot))),
				brownfield: part(
					areaOf(plots.filter((plot) => landClassOf(plot) === 'brownfield')),
					freeHa
				),
				demand: demandMet(
					plots.map(({ areaHa }) => areaHa),
					demand
				),
				access:
					distances.length === 0
						? null
						: 100 * (1 - Math.min(1, Math.min(...distances) / farthestKm)),
				clear: clearOf(plots)
			},
			demonstration: plots.some(({ provenance }) => provenance.demonstration)
		}
	];
}

const ended: readonly string[] = ['friche reconvertie'];

/** A brownfield of the inventory is empty and to be used again; the rest of it is told by others, or by nobody. */
function brownfieldCandidate(
	{ id, name, areaHa, status, provenance }: Brownfield,
	demand: number[] | null
): Candidate[] {
	if (areaHa === null || areaHa === 0 || ended.includes(status ?? '')) return [];
	const unknown = { serviced: null, access: null, clear: null };
	return [
		{
			...{ kind: 'brownfield', id, name, freeHa: areaHa },
			values: { ...unknown, vacancy: 100, brownfield: 100, demand: demandMet([areaHa], demand) },
			demonstration: provenance.demonstration
		}
	];
}

/** What could be put on the market next in a place: its sites with free plots, and its brownfields. */
export function mobilisable(
	{ placedPlots, brownfields }: Atlas,
	{ place, demand }: MobiliseQuestion
): Mobilisable {
	const placed = placedPlots.filter(({ plot }) => isIn(plot, place));
	const bySite = Map.groupBy(placed, ({ plot }) => plot.siteId ?? '');
	return {
		candidates: [
			...[...bySite].flatMap(([id, of]) => (id === '' ? [] : siteCandidate(id, of, demand))),
			...brownfields
				.filter((one) => isIn(one, place))
				.flatMap((one) => brownfieldCandidate(one, demand))
		],
		sieve: sieveOf(placed.map(({ plot }) => plot))
	};
}
