import type { LngLat } from '#lib/domain/feature.ts';
import { sectors } from '#lib/domain/sector.ts';
import { brownfieldLists, networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import { shapeFault, type AreaShape } from '#lib/geo/area-shape.ts';
import { readAddress, writeAddress } from '#lib/search/address.ts';
import { criterionIds } from '#lib/search/criteria-list.ts';
import { noCriteria, shapeRelations, type Criteria } from '#lib/search/criteria.ts';
import type { Records } from '#lib/search/records.ts';
import type { SeededRandom } from '#lib/demonstration/random.ts';

type Draw = (random: SeededRandom, records: Records) => Partial<Criteria>;

/** One to three values of a list, each at most once. */
function some<T>(random: SeededRandom, list: readonly T[]): T[] {
	return random.shuffle(list).slice(0, random.whole(1, 3));
}

function oneOf<T>(random: SeededRandom, list: readonly T[]): T {
	return list[random.whole(0, list.length - 1)] as T;
}

const tenths = (value: number) => Number(value.toFixed(1));
const words = ['demonstration', 'Mézières', 'lot fictif 3', 'SEDAN voirie', 'givet', 'œuvre', '2'];

/** What each criterion may be asked, in the range of what the demonstration set holds. */
const draws: readonly Draw[] = [
	() => ({ offered: true }),
	(random) => ({ areaMinHa: tenths(random.between(0.1, 4)) }),
	(random) => ({ areaMaxHa: tenths(random.between(0.3, 6)) }),
	(random) => ({ netMinHa: tenths(random.between(0.1, 4)) }),
	(random) => ({ assembledMinHa: tenths(random.between(0.1, 9)) }),
	(random) => ({
		hallLengthM: random.whole(10, 160),
		hallWidthM: random.whole(8, 80),
		hallCourtM: random.pick([null, 0, 35])
	}),
	(random) => ({ siteLargestMinHa: tenths(random.between(1, 8)) }),
	(random) => ({ siteSmallestMaxHa: tenths(random.between(0.1, 1)) }),
	(random) => ({ priceMaxPerM2: random.whole(8, 60) }),
	(random) => ({ priceMinPerM2: random.whole(5, 30) }),
	(random) => ({ tenures: some(random, plotLists.terr_cession_type) }),
	(random) => ({ buildableAfter: `202${String(random.whole(6, 9))}-02-22` }),
	(random) => ({ availableBefore: `2027-${String(random.whole(10, 12))}-15` }),
	(random, { epci }) => ({
		epci: some(
			random,
			epci.map(({ siren }) => siren)
		)
	}),
	(random, { plots }) => ({
		communes: some(
			random,
			plots.flatMap(({ inseeCode }) => inseeCode ?? [])
		)
	}),
	(random) => ({ saleStages: some(random, plotLists.terr_stade_comm) }),
	(random) => ({ servicingStages: some(random, plotLists.terr_stade_amngt) }),
	() => ({ readyToBuild: true }),
	(random) => ({ ownerships: some(random, plotLists.terr_maitrise_fonc) }),
	(random) => ({ occupancies: some(random, plotLists.terr_etat_occup) }),
	(random) => ({ uses: some(random, plotLists.terr_usage) }),
	(random) => ({ vocations: some(random, siteLists.site_vocadomi) }),
	(random) => ({ offers: some(random, plotLists.offre_type) }),
	(random) => ({ spaceMinM2: 50 * random.whole(6, 60) }),
	(random) => ({ spaceMaxM2: 50 * random.whole(20, 90) }),
	(random) => ({ heightMinM: random.pick([5, 6, 9]) }),
	(random) => ({ floorLoadMinKgPerM2: random.pick([1500, 3000]) }),
	(random) => ({ craneMinT: random.pick([1, 5]) }),
	(random) => ({ docksMin: random.whole(1, 3) }),
	(random) => ({ confirmedWithinDays: random.whole(30, 700) }),
	(random) => ({ networks: some(random, networkFlags) }),
	(random) => ({ electricityMinKva: random.pick([250, 400, 1000, 5000]) }),
	(random) => ({ waterMinM3PerDay: random.pick([80, 150, 600]) }),
	(random) => ({ gasMinM3PerHour: random.pick([60, 400, 1000]) }),
	(random) => ({ fibreMinMbitPerS: random.pick([100, 300, 1000]) }),
	(random) => ({ brownfields: random.pick(['without', 'only']) }),
	(random) => ({ soilPollutions: some(random, brownfieldLists.sol_pollution_existe) }),
	(random) => ({ buildingStates: some(random, brownfieldLists.bati_etat) }),
	(random) => ({ floodMaxPercent: random.pick([0, 10, 50]) }),
	(random) => ({ wetlandMaxPercent: random.whole(0, 50) }),
	(random) => ({ steepMaxPercent: random.whole(0, 50) }),
	(random) => ({ junctionMaxKm: tenths(random.between(1, 30)) }),
	(random) => ({ stationMaxKm: tenths(random.between(1, 15)) }),
	(random) => ({ freightMaxKm: tenths(random.between(3, 40)) }),
	(random) => ({ portMaxKm: tenths(random.between(3, 50)) }),
	(random) => ({ airfieldMaxKm: tenths(random.between(3, 40)) }),
	(random) => ({ borderMaxKm: tenths(random.between(2, 25)) }),
	(random) => ({
		sectors: some(random, sectors),
		nafDivisions: random.chance(0.3) ? ['25', '46'] : [],
		sectorRadiusKm: tenths(random.between(0.5, 12)),
		firmsMin: random.whole(1, 12)
	}),
	(random) => ({ nafDivisions: ['24', '10'], sectorRadiusKm: tenths(random.between(0.5, 8)) }),
	(random) => ({
		headcountMin: random.whole(50, 6000),
		headcountRadiusKm: tenths(random.between(1, 15))
	}),
	(random) => ({
		trainingMin: random.whole(1, 5),
		trainingRadiusKm: tenths(random.between(2, 30))
	}),
	(random) => ({ text: random.pick(words as [string, ...string[]]) }),
	drawShape,
	drawShape,
	drawShape,
	drawShape
];

function drawShape(random: SeededRandom, { plots }: Records): Partial<Criteria> {
	const near = (): LngLat => {
		const { geometry } = oneOf(random, plots);
		const ring =
			geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]?.[0];
		const [lng = 0, lat = 0] = ring?.[0] ?? [];
		return [lng + random.between(-0.01, 0.01), lat + random.between(-0.01, 0.01)];
	};
	return {
		shape: areaNear(random, near),
		shapeRelation: random.pick(shapeRelations),
		shapeOutside: random.chance(0.25)
	};
}

function areaNear(random: SeededRandom, near: () => LngLat): AreaShape {
	const [lng, lat] = near();
	const reach = random.between(0.02, 0.25);
	const areas: (() => AreaShape)[] = [
		() => ({ kind: 'polygon', ring: star(random, [lng, lat], reach) }),
		() => ({
			kind: 'rectangle',
			box: [lng - reach, lat - reach / 2, lng + reach, lat + reach / 3]
		}),
		() => ({ kind: 'circle', centre: [lng, lat], radiusKm: tenths(random.between(0.5, 15)) }),
		() => ({
			kind: 'corridor',
			line: [near(), [lng, lat], near(), near()],
			widthKm: tenths(random.between(0.2, 4))
		}),
		() => ({
			kind: 'polygons',
			polygons: [
				[star(random, [lng, lat], reach), star(random, [lng, lat], reach / 9).toReversed()],
				[star(random, [lng + 3 * reach, lat], reach)]
			]
		})
	];
	return oneOf(random, areas)();
}

/** A ring around a centre that reaches from half to all of a distance in degrees, and never crosses itself. */
function star(random: SeededRandom, [lng, lat]: LngLat, reach: number): LngLat[] {
	const count = random.whole(3, 24);
	return Array.from({ length: count }, (_, corner): LngLat => {
		const angle = (2 * Math.PI * corner) / count;
		const away = reach * random.between(0.5, 1);
		return [lng + away * Math.cos(angle), lat + away * 0.65 * Math.sin(angle)];
	});
}

/** Criteria as an address carries them: one to five at random, some of them wishes, some strict. */
export function randomCriteria(random: SeededRandom, records: Records): Criteria {
	const drawn = random
		.shuffle(draws)
		.slice(0, random.whole(1, 5))
		.map((draw) => draw(random, records));
	const criteria: Criteria = Object.assign({}, noCriteria, ...drawn) as Criteria;
	if (criteria.shape && shapeFault(criteria.shape) !== null) criteria.shape = null;
	// An upper bound below its lower bound is refused by the address.
	if ((criteria.areaMinHa ?? 0) > (criteria.areaMaxHa ?? Infinity)) criteria.areaMaxHa = null;
	if ((criteria.priceMinPerM2 ?? 0) > (criteria.priceMaxPerM2 ?? Infinity))
		criteria.priceMaxPerM2 = null;
	if ((criteria.spaceMinM2 ?? 0) > (criteria.spaceMaxM2 ?? Infinity)) criteria.spaceMaxM2 = null;
	const strict = random.chance(0.4) ? random.shuffle(criterionIds).slice(0, 25) : [];
	const wished = random.chance(0.3) ? random.shuffle(criterionIds).slice(0, 8) : [];
	const given = {
		...criteria,
		strict,
		wishes: Object.fromEntries(wished.map((id) => [id, 2 as const]))
	};
	const { criteria: read, faults } = readAddress(new URLSearchParams(writeAddress(given)));
	if (faults.length > 0) throw new Error(`Critères refusés : ${JSON.stringify(faults)}`);
	return read;
}
