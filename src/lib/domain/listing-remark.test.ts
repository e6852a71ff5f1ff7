import { describe, expect, it } from 'vitest';
import { remarksOn } from './listing-remark.ts';
import type { ListingFacts } from './listing-review.ts';

const listing = {
	contenu: { terr_surf_brute: 2, terr_prix_demande_m2: 25 },
	surface_ha: 2,
	comm_nom: 'Givet',
	manque: [] as string[],
	contraintes: {
		'zone inondable': null as number | null,
		'zone humide': 0 as number | null,
		'pente forte': 4.9 as number | null
	},
	proprietaire_nom: 'Forges A'
};
const facts: ListingFacts = {
	overlaps: [],
	outside_commune_pct: 0,
	outside_territory_pct: 0,
	parcel_communes: [],
	name_origin: 'base',
	owner: null
};
const range = [1, 300] as const;
type Remarked = Parameters<typeof remarksOn>[0];

const kinds = (given: Partial<Remarked>, found: Partial<ListingFacts> = {}) =>
	remarksOn({ ...listing, ...given }, { ...facts, ...found }, range).map(({ kind }) => kind);

describe('the remarks on a listing', () => {
	it('are none where nothing is to say', () => {
		expect(kinds({})).toEqual([]);
	});

	it('name each constraint on 5 % of the ground or more, the largest first', () => {
		const contraintes = { 'zone inondable': 62.4, 'zone humide': 5, 'pente forte': 4.9 };
		expect(remarksOn({ ...listing, contraintes }, facts, range)).toEqual([
			{ kind: 'constraint', constraint: 'zone inondable', percent: 62.4 },
			{ kind: 'constraint', constraint: 'zone humide', percent: 5 }
		]);
		expect(
			kinds({ contraintes: { 'zone inondable': null, 'zone humide': null, 'pente forte': 80 } })
		).toEqual(['constraint']);
	});

	it('compare the declared area with the drawn shape: 10 % is accepted, more is not', () => {
		expect(kinds({ contenu: { terr_surf_brute: 2.2 } })).toEqual([]);
		expect(kinds({ contenu: { terr_surf_brute: 1.8 } })).toEqual([]);
		expect(kinds({ contenu: { terr_surf_brute: 2.21 } })).toEqual(['area-differs']);
		expect(kinds({ contenu: {}, surface_ha: 2 })).toEqual([]);
		expect(kinds({ surface_ha: null })).toEqual([]);
	});

	it('name a price out of the range of the territory, whose ends are in it', () => {
		expect(kinds({ contenu: { terr_prix_demande_m2: 300 } })).toEqual([]);
		expect(remarksOn({ ...listing, contenu: { terr_prix_demande_m2: 0.5 } }, facts, range)).toEqual(
			[{ kind: 'price-out-of-range', price: 0.5, low: 1, high: 300 }]
		);
	});

	it('name the plot that is covered, by its lot and site, else by its key', () => {
		const overlaps = [
			{ terr_id: 'T1', terr_lot: 'Lot 3', site_nom: 'Le Pré', pct: 12 },
			{ terr_id: 'T2', terr_lot: null, site_nom: null, pct: 6 }
		];
		expect(remarksOn(listing, { ...facts, overlaps }, range)).toEqual([
			{ kind: 'overlap', plotId: 'T1', plotName: 'Lot 3, Le Pré', percent: 12 },
			{ kind: 'overlap', plotId: 'T2', plotName: 'T2', percent: 6 }
		]);
	});

	it('say what lies outside, which parcels do not fit, what is missing, and an unchecked name', () => {
		expect(
			kinds(
				{ manque: ['terr_usage'] },
				{
					outside_commune_pct: 20,
					outside_territory_pct: 6,
					parcel_communes: ['08003'],
					name_origin: 'déclaré'
				}
			)
		).toEqual([
			'missing',
			'outside-territory',
			'outside-commune',
			'parcels-elsewhere',
			'name-declared'
		]);
		expect(kinds({}, { outside_commune_pct: null, outside_territory_pct: 5 })).toEqual([]);
	});
});
