import { expect, it } from 'vitest';
import type { LngLat } from '#lib/domain/feature.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { criteriaWords } from './criteria-words.ts';

const words = (criteria: Partial<Criteria>) =>
	criteriaWords({ ...noCriteria, ...criteria }, { '200041630': 'Ardenne Métropole' }, 'fr').map(
		({ label, asks, need }) => [label, asks.join(' ; '), need]
	);

it('says bounds, places and networks as people do', () => {
	expect(
		words({
			...{ areaMinHa: 3, areaMaxHa: 8, priceMaxPerM2: 30, junctionMaxKm: 5 },
			...{ epci: ['200041630'], networks: ['reseau_gaz'], saleStages: ['en vente'] }
		})
	).toEqual([
		['Surface', 'au moins 3\u202fha ; au plus 8\u202fha', null],
		['Prix demandé', 'au plus 30\u202f€/m²', null],
		['Commercialisation', 'En vente', null],
		['Gaz', 'demandé', null],
		['Distance à un échangeur', 'au plus 5\u202fkm', null],
		['EPCI', 'Ardenne Métropole', null]
	]);
});

it('says the radius of neighbours, the drawn area, and what is only wished for', () => {
	expect(
		words({
			...{ sectors: ['forge-fonderie'], firmsMin: 2, text: 'forge', wishes: { sectors: 2 } },
			shape: { kind: 'circle', centre: [4.7, 49.7], radiusKm: 5 }
		})
	).toEqual([
		[
			'Entreprises voisines',
			expect.stringMatching(/dans un rayon de 5\skm ; au moins 2$/),
			'un souhait'
		],
		['Texte', 'forge', null],
		['Zone sur la carte', 'Cercle ; toucher la zone', null]
	]);
});

it('says places as places: so many, within so many km', () => {
	expect(words({ trainingMin: 2 })).toEqual([
		[expect.any(String), expect.stringMatching(/^au moins 2 ; dans un rayon de 20\skm$/), null]
	]);
});

it('says nothing of what is not asked', () => {
	expect(words({})).toEqual([]);
});

it('says from where a car starts, and in how many minutes', () => {
	const polygons = [[[[4.7, 49.7] as LngLat, [4.8, 49.7] as LngLat, [4.7, 49.8] as LngLat]]];
	const drive = { from: [4.72, 49.77] as LngLat, minutes: 30, place: 'Sedan' };
	expect(words({ shape: { kind: 'polygons', polygons, drive } })).toEqual([
		['Zone sur la carte', expect.stringMatching(/^30\smin en voiture depuis Sedan ; /), null]
	]);
});
