import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLat } from '#lib/domain/feature.ts';
import { sectors } from '#lib/domain/sector.ts';
import { brownfieldLists, networkFlags, plotLists, siteLists } from '#lib/domain/vocabulary.ts';
import type { AreaShape } from '#lib/geo/area-shape.ts';
import { readAddress, writeAddress } from './address.ts';
import { criterionIds, fieldEntries } from './criteria-list.ts';
import { driveMinutes } from './find/drive-minutes.ts';
import { noCriteria, openingCriteria, shapeRelations, type Criteria } from './criteria.ts';

const read = (address: string) => readAddress(new URLSearchParams(address));

/** Numbers as a visitor writes them: with six decimals at most. */
const number = (minimum: number, maximum: number) =>
	fc
		.double({ min: minimum, max: maximum, noNaN: true })
		.map((value) => Math.min(maximum, Math.max(minimum, Number(value.toFixed(6)))) + 0);
const position = fc.tuple(
	fc.integer({ min: 400_000, max: 500_000 }).map((n) => n / 100_000),
	fc.integer({ min: 4_900_000, max: 5_000_000 }).map((n) => n / 100_000)
);
const shape: fc.Arbitrary<AreaShape> = fc.oneof(
	fc.record({
		kind: fc.constant('circle' as const),
		centre: position,
		radiusKm: fc.integer({ min: 1, max: 5_000 }).map((n) => n / 10)
	}),
	fc
		.tuple(position, position)
		.filter(([[a, b], [c, d]]) => a !== c && b !== d)
		.map(([[a, b], [c, d]]) => ({
			kind: 'rectangle' as const,
			box: [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)] as [
				number,
				number,
				number,
				number
			]
		})),
	position.map(([lng, lat]) => ({
		kind: 'polygons' as const,
		polygons: [[[[lng, lat] as [number, number], [lng + 1, lat], [lng, lat + 1]]]] as [
			number,
			number
		][][][]
	})),
	fc
		.record({
			at: position,
			minutes: fc.constantFrom(...driveMinutes),
			place: fc.constantFrom('Sedan', 'Rue de l’Été, 08000 Mézières', 'Z.I. & Cie')
		})
		.map(({ at: [lng, lat], minutes, place }) => ({
			kind: 'polygons' as const,
			polygons: [[[[lng, lat] as LngLat, [lng + 1, lat] as LngLat, [lng, lat + 1] as LngLat]]],
			drive: { from: [lng, lat] as LngLat, minutes, place }
		})),
	fc.record({
		kind: fc.constant('corridor' as const),
		line: fc.uniqueArray(position, { minLength: 2, maxLength: 6, selector: String }),
		widthKm: fc.integer({ min: 1, max: 500 }).map((n) => n / 10)
	})
);

const criteria: fc.Arbitrary<Criteria> = fc
	.record({
		offered: fc.boolean(),
		...Object.fromEntries(
			fieldEntries.flatMap(([key, field]) =>
				field.kind === 'number' ? [[key, fc.option(number(...field.bounds))]] : []
			)
		),
		text: fc.string({ maxLength: 200, unit: 'grapheme' }).filter((text) => text.length <= 200),
		tenures: fc.subarray([...plotLists.terr_cession_type]),
		buildableAfter: fc.option(fc.constantFrom('2027-02-22', '2030-12-31')),
		availableBefore: fc.option(
			fc
				.date({ min: new Date('2020-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
				.map((date) => date.toISOString().slice(0, 10))
		),
		epci: fc.uniqueArray(fc.stringMatching(/^\d{9}$/), { maxLength: 3 }),
		communes: fc.uniqueArray(fc.stringMatching(/^(\d{2}|2[AB])\d{3}$/), { maxLength: 3 }),
		saleStages: fc.subarray([...plotLists.terr_stade_comm]),
		servicingStages: fc.subarray([...plotLists.terr_stade_amngt]),
		readyToBuild: fc.boolean(),
		ownerships: fc.subarray([...plotLists.terr_maitrise_fonc]),
		occupancies: fc.subarray([...plotLists.terr_etat_occup]),
		uses: fc.subarray([...plotLists.terr_usage]),
		vocations: fc.subarray([...siteLists.site_vocadomi]),
		networks: fc.subarray([...networkFlags]),
		brownfields: fc.constantFrom('with' as const, 'without' as const, 'only' as const),
		soilPollutions: fc.subarray([...brownfieldLists.sol_pollution_existe]),
		buildingStates: fc.subarray([...brownfieldLists.bati_etat]),
		sectors: fc.subarray([...sectors]),
		nafDivisions: fc.uniqueArray(fc.stringMatching(/^\d{2}$/), { maxLength: 3 }),
		sectorRadiusKm: number(0.1, 100),
		firmsMin: fc.integer({ min: 1, max: 50 }),
		headcountRadiusKm: number(0.1, 100),
		trainingRadiusKm: number(0.1, 100),
		shape: fc.option(shape),
		shapeRelation: fc.constantFrom(...shapeRelations),
		shapeOutside: fc.boolean(),
		wishes: fc
			.uniqueArray(fc.tuple(fc.constantFrom(...criterionIds), fc.constantFrom(1, 2, 3)), {
				selector: ([id]) => id
			})
			.map((pairs) => Object.fromEntries(pairs)),
		strict: fc.uniqueArray(fc.constantFrom(...criterionIds))
	})
	.map((drawn) => ({ ...noCriteria, ...drawn }));

/** Bounds that contradict each other are read back, and said to. */
const contradiction = 'at-least';

describe('the address', () => {
	it('is read back as it was written, whatever was asked', () => {
		fc.assert(
			fc.property(criteria, (asked) => {
				const { criteria: back, faults } = read(writeAddress(asked));
				expect(faults.filter(({ expected }) => expected.kind !== contradiction)).toEqual([]);
				expect(back).toEqual(asked);
			}),
			{ numRuns: 500 }
		);
	});

	it('is empty when nothing is asked', () => {
		expect(writeAddress(openingCriteria)).toBe('');
		expect(read('').criteria).toEqual(openingCriteria);
		expect(readAddress(new URLSearchParams(), noCriteria).criteria).toEqual(noCriteria);
	});

	it('speaks the words of the standard, and of the trade where it has none', () => {
		const address = writeAddress({
			...openingCriteria,
			tenures: ['Vente'],
			priceMaxPerM2: 25.5,
			availableBefore: '2027-06-30',
			electricityMinKva: 2000,
			networks: ['reseau_gaz'],
			wishes: { area: 2, reseau_gaz: 1 },
			strict: ['price']
		});
		expect(address.split('&')).toEqual([
			'prix_max=25.5',
			'terr_cession_type=Vente',
			'date_dispo_avant=2027-06-30',
			'reseau=reseau_gaz',
			'elec_kva_min=2000',
			'souhait=surface%3A2',
			'souhait=reseau_gaz%3A1',
			'strict=prix'
		]);
	});

	it('never throws, and asks only for what makes sense, whatever stands in it', () => {
		const parameter = fc.constantFrom(
			'surface_min',
			'date_dispo_avant',
			'forme',
			'souhait',
			'strict',
			'naf',
			'page',
			'constructor',
			'__proto__'
		);
		const value = fc.oneof(
			fc.string(),
			fc.constantFrom('NaN', '-1', '1e400', 'Infinity', '__proto__:2', 'cercle:', 'polygone:0,0')
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(parameter, value)), (pairs) => {
				const { criteria: back } = readAddress(new URLSearchParams(pairs));
				expect(back.areaMinHa === null || back.areaMinHa >= 0).toBe(true);
				expect(Object.keys(back)).toEqual(expect.arrayContaining(Object.keys(noCriteria)));
			}),
			{ numRuns: 500 }
		);
	});

	it.each([
		['surface_min=NaN', 'surface_min', 'number'],
		['surface_min=-3', 'surface_min', 'number'],
		['surface_min=1e300', 'surface_min', 'number'],
		['inondable_pct_max=101', 'inondable_pct_max', 'number'],
		['surface_min=5&surface_max=2', 'surface_max', 'at-least'],
		['prix_min=50&prix_max=10', 'prix_max', 'at-least'],
		['date_dispo_avant=2027-02-30', 'date_dispo_avant', 'code'],
		['naf=245', 'naf', 'code'],
		['souhait=surface:9', 'souhait', 'code'],
		['souhait=toString:1', 'souhait', 'code'],
		['strict=inconnu', 'strict', 'one-of'],
		['forme_rapport=dehors', 'forme_rapport', 'one-of']
	])('names the fault of %s and leaves it out or as it is', (address, parameter, kind) => {
		const { faults } = read(address);
		expect(faults).toMatchObject([{ parameter, expected: { kind } }]);
	});

	it('passes over what is no parameter of ours', () => {
		const { criteria: back, faults } = read('utm_source=lettre&fbclid=1&fbclid=2&surface_min=3');
		expect(faults).toEqual([]);
		expect(back).toEqual({ ...openingCriteria, areaMinHa: 3 });
	});

	it.each([
		['polygone:4.6,49.6;4.8,49.8;4.8,49.6;4.6,49.8', 'self-crossing'],
		['polygone:4.6,49.6;4.7,49.7;4.8,49.8', 'empty'],
		['polygone:4.6,49.6;4.7,49.7;4.6,49.6', 'too-few-points'],
		['polygone:179,49.6;-179,49.6;179,50', 'antimeridian'],
		['rectangle:179,49,-179,50', 'antimeridian'],
		['cercle:4.7,49.7,0', 'empty'],
		['cercle:4.7,49.7,1e9', 'empty'],
		['couloir:2;4.7,49.7;4.7,49.7', 'too-few-points'],
		['couloir:-2;4.7,49.7;4.8,49.7', 'empty'],
		[
			`polygone:${Array.from({ length: 50_000 }, (_, at) => `${4 + Math.cos(at / 7957)},${49 + Math.sin(at / 7957)}`).join(';')}`,
			'too-many-points'
		],
		['polygone:NaN,49;4,50;5,50', 'unreadable'],
		['losange:4,49', 'unreadable']
	])('refuses the shape %.50s as %s', (text, reason) => {
		const { criteria: back, faults } = read(new URLSearchParams({ forme: text }).toString());
		expect(back.shape).toBeNull();
		expect(faults).toMatchObject([{ parameter: 'forme', expected: { kind: 'shape', reason } }]);
	});
});
