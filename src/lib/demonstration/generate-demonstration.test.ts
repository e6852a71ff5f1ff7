import { readFileSync } from 'node:fs';
import {
	area,
	booleanPointInPolygon,
	difference,
	featureCollection,
	intersect,
	kinks,
	pointOnFeature
} from '@turf/turf';
import type {
	Feature,
	FeatureCollection,
	LineString,
	MultiPolygon,
	Polygon,
	Position
} from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordClass, RecordFeature } from '#lib/domain/import/record.ts';
import { sectorOf, sectors } from '#lib/domain/sector.ts';
import {
	brownfieldLists,
	firmLists,
	networkFlags,
	plotLists,
	siteLists,
	vocationFlags,
	yesNo
} from '#lib/domain/vocabulary.ts';
import { approximateContours } from '#lib/geo/approximate-contours.ts';
import { epciByCommune } from '#lib/seed/members.ts';
import { generateDemonstration } from './generate-demonstration.ts';
import type { DemonstrationContext, DemonstrationInputs, River, Town } from './inputs.ts';

const nordArdennes = ['200041630', '200067759', '240800821', '240800847'];

function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}

function towns(): Town[] {
	const [, ...lines] = readFileSync('data/communes.csv', 'utf8').trim().split('\n');
	return lines.map((line) => {
		const [insee = '', name = '', lon, lat] = line.split(',');
		return { insee, name, lon: Number(lon), lat: Number(lat) };
	});
}

function rivers(): River[] {
	const { features } = readJson('data/rivers.json') as FeatureCollection<
		LineString,
		{ name: string }
	>;
	return features.map(({ geometry, properties }) => ({
		name: properties.name,
		line: geometry.coordinates
	}));
}

const context: DemonstrationContext = {
	inputs: readJson('data/demonstration.json') as DemonstrationInputs,
	landmarks: [{ type: 'port', name: 'Port de Givet', lon: 4.822, lat: 50.148 }],
	towns: towns(),
	rivers: rivers()
};

const lots = generateDemonstration(context);

function records(recordClass: RecordClass): RecordFeature[] {
	return lots.find((lot) => lot.class === recordClass)?.features ?? [];
}

function values(recordClass: RecordClass, column: string): Set<unknown> {
	return new Set(records(recordClass).map(({ properties }) => properties[column]));
}

function surface(record: RecordFeature): Feature<Polygon> {
	return record as Feature<Polygon>;
}

function missingValues(
	recordClass: RecordClass,
	lists: Record<string, readonly string[]>
): string[] {
	return Object.entries(lists).flatMap(([column, list]) =>
		list
			.filter((value) => !values(recordClass, column).has(value))
			.map((value) => `${column}=${value}`)
	);
}

const sum = (numbers: number[]): number => numbers.reduce((all, number) => all + number, 0);

describe('the demonstration set', () => {
	it('is the same each time it is made', () => {
		expect(generateDemonstration(context)).toEqual(lots);
	});

	it('has 430 firms, 45 sites, 400 plots, 40 brownfields and some land units', () => {
		expect(records('etablissement')).toHaveLength(430);
		expect(records('site_eco')).toHaveLength(45);
		expect(records('terrain_eco')).toHaveLength(400);
		expect(records('friche')).toHaveLength(40);
		expect(records('unite_fonciere').length).toBeGreaterThan(50);
	});

	it('gives every record a key of its own', () => {
		const keys = {
			site_eco: 'site_id',
			terrain_eco: 'terr_id',
			unite_fonciere: 'uf_id',
			etablissement: 'siret',
			friche: 'site_id',
			contrainte: 'contrainte_id'
		} as const;
		for (const [recordClass, key] of Object.entries(keys)) {
			const all = records(recordClass as RecordClass);
			expect(values(recordClass as RecordClass, key).size).toBe(all.length);
		}
	});

	it('marks every record as invented, in its flag, its source and its method', () => {
		for (const { properties } of lots.flatMap(({ features }) => features)) {
			expect(properties).toMatchObject({
				demonstration: true,
				source_nom: 'Jeu de démonstration Forgeterre',
				source_methode: expect.stringContaining('inventées') as string
			});
		}
	});

	it('dates every record within the two years before November 2026', () => {
		for (const { properties } of lots.flatMap(({ features }) => features)) {
			expect(String(properties.source_date) > '2024-10-31').toBe(true);
			expect(String(properties.source_date) < '2026-11-01').toBe(true);
		}
	});

	it('names firms, sites and brownfields so that nobody takes them for real', () => {
		for (const { properties } of records('etablissement'))
			expect(properties.etab_nom).toMatch(/ fiction| fictif| fictive/);
		for (const { properties } of records('site_eco'))
			expect(properties.site_nom).toMatch(/démonstration/);
		for (const { properties } of records('friche'))
			expect(properties.site_nom).toMatch(/^Friche fictive/);
		for (const { properties } of records('etablissement'))
			expect(properties.siret).toMatch(/^000\d{11}$/);
	});

	it('uses every value of every list of the standard', () => {
		const flags = (names: readonly string[]): Record<string, readonly string[]> =>
			Object.fromEntries(names.map((name) => [name, yesNo]));
		expect([
			...missingValues('site_eco', { ...siteLists, ...flags([...networkFlags, ...vocationFlags]) }),
			...missingValues('terrain_eco', {
				...plotLists,
				...flags(['terr_utile', 'terr_cle_en_main'])
			}),
			...missingValues('etablissement', { ...firmLists, ...flags(['etab_siege', 'etab_actif']) }),
			...missingValues('friche', brownfieldLists)
		]).toEqual([]);
	});
});

describe('the firms of the demonstration set', () => {
	const firms = records('etablissement').map(({ properties }) => ({
		sector: sectorOf(String(properties.etab_activite_code)),
		headcount: Number(properties.etab_effectif),
		label: String(properties.etab_effectif_libelle),
		code: properties.etab_effectif_code
	}));

	it('employ 12,430 people in all', () => {
		expect(sum(firms.map(({ headcount }) => headcount))).toBe(12_430);
	});

	it('are led by forging and foundry, by number and by jobs', () => {
		const [first, second] = [(one: string) => firms.filter(({ sector }) => sector === one)].flatMap(
			(of) => [
				sectors.toSorted((one, other) => of(other).length - of(one).length)[0],
				sectors.toSorted(
					(one, other) =>
						sum(of(other).map(({ headcount }) => headcount)) -
						sum(of(one).map(({ headcount }) => headcount))
				)[0]
			]
		);
		expect([first, second]).toEqual(['forge-fonderie', 'forge-fonderie']);
	});

	it('are many small ones and few large ones', () => {
		const sizes = firms.map(({ headcount }) => headcount).sort((one, other) => other - one);
		expect(sum(sizes.slice(0, 86))).toBeGreaterThan(12_430 / 2);
		expect(sizes[0]).toBeGreaterThan(250);
		expect(sizes[215]).toBeLessThan(20);
	});

	it('state the INSEE bracket that holds their headcount', () => {
		for (const { headcount, label } of firms) {
			const [low = 0, high = low] = (label.match(/\d+/g) ?? []).map(Number);
			expect(headcount).toBeGreaterThanOrEqual(low);
			expect(headcount).toBeLessThanOrEqual(high);
		}
		const labelsByCode = new Map(firms.map(({ code, label }) => [code, label]));
		expect(labelsByCode.get('03')).toBe('6 à 9 salariés');
	});

	it('stand on the plot they name', () => {
		const plots = new Map(records('terrain_eco').map((plot) => [plot.properties.terr_id, plot]));
		const placed = records('etablissement').filter(({ properties }) => properties.terr_id !== null);
		expect(placed.length).toBeGreaterThan(250);
		for (const firm of placed) {
			const plot = plots.get(firm.properties.terr_id ?? '');
			const [position = []] = (firm.geometry as { coordinates: Position[] }).coordinates;
			expect(plot && booleanPointInPolygon(position, surface(plot))).toBe(true);
		}
	});
});

describe('the plots of the demonstration set', () => {
	const plotsOf = (site: RecordFeature): RecordFeature[] =>
		records('terrain_eco').filter(
			({ properties }) => properties.site_id === site.properties.site_id
		);

	it('measure 0.1 to 15 ha and state the area of their polygon', () => {
		for (const plot of records('terrain_eco')) {
			const declared = Number(plot.properties.terr_surf_brute);
			expect(declared).toBeGreaterThanOrEqual(0.1);
			expect(declared).toBeLessThanOrEqual(15);
			// Turf measures on a sphere: half a percent and the rounding to 0.01 ha are its difference.
			expect(Math.abs(area(plot) / 10_000 - declared)).toBeLessThan(declared * 0.007 + 0.006);
		}
	});

	it('are simple, counterclockwise and closed polygons', () => {
		for (const plot of [...records('terrain_eco'), ...records('site_eco')]) {
			const [ring = []] = surface(plot).geometry.coordinates;
			const twice = sum(
				ring.slice(1).map(([x = 0, y = 0], index) => {
					const [previousX = 0, previousY = 0] = ring[index] ?? [];
					return (previousX - 4.8) * (y - 49.8) - (x - 4.8) * (previousY - 49.8);
				})
			);
			expect(twice).toBeGreaterThan(0);
			expect(ring.at(-1)).toEqual(ring[0]);
			expect(kinks(surface(plot)).features).toEqual([]);
		}
	});

	it('tile their site: inside it, without overlap, their areas adding up to its own', () => {
		for (const site of records('site_eco')) {
			const plots = plotsOf(site);
			for (const [index, plot] of plots.entries()) {
				const outside = difference(featureCollection([surface(plot), surface(site)]));
				expect(outside ? area(outside) : 0).toBeLessThan(1);
				for (const other of plots.slice(index + 1)) {
					const shared = intersect(featureCollection([surface(plot), surface(other)]));
					expect(shared ? area(shared) : 0).toBeLessThan(1);
				}
			}
			expect(sum(plots.map((plot) => area(plot))) / area(site)).toBeCloseTo(1, 4);
		}
	});

	it('leave no two sites on the same ground', () => {
		const sites = records('site_eco').map(surface);
		const overlaps = sites.flatMap((site, index) =>
			sites.slice(index + 1).filter((other) => intersect(featureCollection([site, other])) !== null)
		);
		expect(overlaps).toEqual([]);
	});

	it('are a realistic market: nearly half sold, plenty on sale, prices asked for most', () => {
		const stages = records('terrain_eco').map(({ properties }) =>
			String(properties.terr_stade_comm)
		);
		const sold = stages.filter((stage) => stage.startsWith('vendu')).length;
		expect(sold).toBeGreaterThan(160);
		expect(sold).toBeLessThan(200);
		const onSale = records('terrain_eco').filter(({ properties }) =>
			String(properties.terr_stade_comm).startsWith('en vente')
		);
		expect(onSale.length).toBeGreaterThan(70);
		const asked = onSale.filter(({ properties }) => properties.terr_prix_demande_m2 !== null);
		expect(asked.length / onSale.length).toBeGreaterThan(0.55);
		expect(asked.length / onSale.length).toBeLessThan(0.85);
	});

	it('state the price of every sale, and of nothing but a sale', () => {
		for (const { properties } of records('terrain_eco')) {
			const sold = String(properties.terr_stade_comm).startsWith('vendu');
			expect(typeof properties.terr_m2_prix === 'number').toBe(sold);
		}
	});

	it('reach sizes that a search can tell apart', () => {
		const sizes = records('terrain_eco').map(({ properties }) =>
			Number(properties.terr_surf_brute)
		);
		expect(Math.max(...sizes)).toBeGreaterThan(5);
		expect(sizes.filter((size) => size < 0.5).length).toBeGreaterThan(30);
	});
});

describe('the ground of the demonstration set', () => {
	const cells = new Map<string, MultiPolygon>();

	beforeAll(() => {
		const epci = epciByCommune(nordArdennes);
		const points = context.towns.map((town) => ({ ...town, epci: epci.get(town.insee) ?? '' }));
		const outline = (readJson('data/outline.json') as Feature<Polygon>).geometry;
		for (const [insee, cell] of approximateContours(points, outline).communes)
			cells.set(insee, cell);
	});

	it('is in the commune that a site names in its key', () => {
		for (const site of records('site_eco')) {
			const insee = String(site.properties.site_id).slice(0, 5);
			const cell = cells.get(insee) ?? { type: 'MultiPolygon', coordinates: [] };
			expect(booleanPointInPolygon(pointOnFeature(surface(site)), cell), insee).toBe(true);
		}
	});

	it('is inside the territory for every record', () => {
		for (const record of lots.flatMap(({ features }) => features)) {
			const inside = [...cells.values()].some((cell) =>
				booleanPointInPolygon(pointOnFeature(record as Feature), cell)
			);
			expect(inside).toBe(true);
		}
	});
});

describe('the figures of a site', () => {
	it('are the sums of its plots, its firms and its land units', () => {
		const firms = records('etablissement');
		for (const { properties } of records('site_eco')) {
			const plots = records('terrain_eco').filter(
				(plot) => plot.properties.site_id === properties.site_id
			);
			const areas = plots.map((plot) => Number(plot.properties.terr_surf_brute));
			expect(properties.site_surf_brute).toBeCloseTo(sum(areas), 2);
			const keys = new Set(plots.map((plot) => plot.properties.terr_id));
			const present = firms.filter((firm) => keys.has(firm.properties.terr_id ?? ''));
			expect(properties.site_nb_etab).toBe(present.length);
			expect(properties.site_nb_emploi).toBe(
				sum(present.map((firm) => Number(firm.properties.etab_effectif)))
			);
			const units = records('unite_fonciere').filter(
				(unit) => unit.properties.site_id === properties.site_id
			);
			expect(properties.site_uf_nbre ?? 0).toBe(units.length);
		}
	});

	it('give a capacity to two sites out of three, of networks that are there, with source and date', () => {
		const networks = {
			elec_capacite: ['elec_capacite_kva', 'reseau_electrique'],
			eau_capacite: ['eau_capacite_m3j', 'reseau_eau_potable'],
			gaz_capacite: ['gaz_capacite_m3h', 'reseau_gaz'],
			fibre_capacite: ['fibre_capacite_mbits', 'reseau_fibre_optique']
		} as const;
		let withCapacity = 0;
		for (const { properties } of records('site_eco')) {
			const given = Object.entries(networks).filter(([, [column]]) => column in properties);
			withCapacity += Number(given.length > 0);
			for (const [prefix, [column, flag]] of given) {
				expect(properties[column]).toBeGreaterThan(0);
				expect(properties[flag]).toBe('oui');
				expect(properties[`${prefix}_source`]).toMatch(/démonstration/);
				expect(properties[`${prefix}_date`]).toBe(properties.source_date);
			}
		}
		expect(withCapacity).toBeGreaterThanOrEqual(26);
		expect(withCapacity).toBeLessThanOrEqual(34);
	});

	it('declare distances for some sites only', () => {
		const declared = records('site_eco').filter(({ properties }) => 'port_dist' in properties);
		expect(declared.length).toBeGreaterThan(15);
		expect(declared.length).toBeLessThan(40);
	});
});

describe('the flood zones of the demonstration set', () => {
	const zones = records('contrainte');

	it('are said to be fictive, of one type, and lie along the Meuse without overlap', () => {
		const meuse = context.rivers.find(({ name }) => name === 'La Meuse')?.line ?? [];
		expect(zones.length).toBeGreaterThan(2);
		for (const zone of zones) {
			expect(zone.properties.contrainte_type).toBe('zone inondable');
			expect(zone.properties.contrainte_nom).toMatch(/fictive/);
			expect(meuse.some((position) => booleanPointInPolygon(position, surface(zone)))).toBe(true);
			for (const other of zones) {
				if (other === zone) continue;
				expect(intersect(featureCollection([surface(zone), surface(other)]))).toBeNull();
			}
		}
	});

	it('cover some plots in part and leave most of them dry', () => {
		const shares = records('terrain_eco').map((plot) => {
			const covered = zones.map((zone) =>
				intersect(featureCollection([surface(plot), surface(zone)]))
			);
			return sum(covered.map((part) => (part ? area(part) : 0))) / area(plot);
		});
		expect(shares.filter((share) => share > 0.01 && share < 0.99).length).toBeGreaterThan(3);
		expect(shares.filter((share) => share === 0).length).toBeGreaterThan(200);
	});
});
