import { describe, expect, it } from 'vitest';
import { findPlaces, parcelAsked } from './find-places.ts';
import { nameWords } from './name-words.ts';
import { parcelReference } from './parcel-reference.ts';
import type { IndexedPlace } from './place-index.ts';
import type { SuggestionKind } from './suggestion.ts';

function place(
	kind: SuggestionKind,
	id: string,
	name: string,
	more: Partial<Pick<IndexedPlace, 'numbers' | 'parcels'>> & { around?: string } = {}
): IndexedPlace {
	return {
		suggestion: { kind, id, name, detail: more.around ?? null, position: null },
		words: nameWords(name),
		around: nameWords(more.around ?? ''),
		numbers: [id, ...(more.numbers ?? [])],
		parcels: more.parcels ?? []
	};
}

const index = [
	place('commune', '08105', 'Charleville-Mézières', { numbers: ['08000'] }),
	place('commune', '08384', 'Saint-Menges', { numbers: ['08200'] }),
	place('commune', '08409', 'Sedan', { numbers: ['08200'] }),
	place('commune', '08389', 'Saint-Pierre-sur-Vence', { numbers: ['08430'] }),
	place('commune', '08328', 'Œuilly', { numbers: ['08999'] }),
	place('site', 'S1', 'Parc d’activités de Sedan'),
	place('plot', 'T1', 'Parc de Montjoly – Lot 4', {
		around: 'Charleville-Mézières',
		parcels: ['08105000AB0012', '08105000AB0013']
	}),
	place('plot', 'T2', 'Les Sources – Lot 1', { around: 'Revin', parcels: ['08363000AB0012'] }),
	place('firm', '13002526500013', 'Forges de Sedan', { around: 'Sedan' }),
	place('firm', '13002526500021', 'Fonderie Sédanaise', { around: 'Sedan' })
];

const namesOf = (text: string) =>
	findPlaces(index, text).flatMap(({ suggestions }) => suggestions.map(({ name }) => name));

describe('a place that is typed', () => {
	it.each([
		['charleville mezieres', 'Charleville-Mézières'],
		['CHARLEVILLE-MÉZIÈRES', 'Charleville-Mézières'],
		['St Menges', 'Saint-Menges'],
		['st-pierre', 'Saint-Pierre-sur-Vence'],
		['saint menges', 'Saint-Menges'],
		['oeuilly', 'Œuilly'],
		['08000', 'Charleville-Mézières'],
		['08409', 'Sedan'],
		['montjoly 4', 'Parc de Montjoly – Lot 4'],
		['130 025 265 00013', 'Forges de Sedan'],
		['T2', 'Les Sources – Lot 1']
	])('%s is %s', (text, name) => {
		expect(namesOf(text)[0]).toBe(name);
	});

	it('is found while it is being typed', () => {
		for (const text of ['cha', 'charleville m', 'mez']) {
			expect(namesOf(text)).toContain('Charleville-Mézières');
		}
	});

	it('stands under its kind, the kind that fits best first', () => {
		expect(findPlaces(index, 'sedan').map(({ kind }) => kind)).toEqual(['commune', 'site', 'firm']);
		expect(findPlaces(index, 'forges').map(({ kind }) => kind)).toEqual(['firm']);
	});

	it('is none where a word fits nothing, and nothing typed finds nothing', () => {
		expect(namesOf('sedan introuvable')).toEqual([]);
		expect(namesOf(' -’ ')).toEqual([]);
	});

	it('is not found by where it is alone: the place itself is meant', () => {
		expect(namesOf('revin')).toEqual([]);
		expect(namesOf('sources revin')).toEqual(['Les Sources – Lot 1']);
	});

	it('shows four of a kind at most', () => {
		const many = Array.from({ length: 20 }, (_, at) => place('firm', `F${at}`, `Forge ${at}`));
		expect(findPlaces(many, 'forge')[0]?.suggestions).toHaveLength(4);
	});

	it('has its postcode shared: all communes of it are shown', () => {
		expect(namesOf('08200')).toEqual(['Sedan', 'Saint-Menges']);
	});
});

describe('a parcel that is typed', () => {
	it.each([
		['08105000AB0012', '08105000AB0012'],
		['08105 000 ab 12', '08105000AB0012'],
		['AB 12 Charleville-Mézières', '08105000AB0012'],
		['charleville mezieres section AB n° 12', '08105000AB0012'],
		['A 7 Sedan', '084090000A0007'],
		['Sedan 0A7', '084090000A0007'],
		['AB 12', null],
		['AB 12 Nulle-part', null],
		['rue de Sedan', null]
	])('%s is the parcel %s of the cadastre', (text, id) => {
		expect(parcelAsked(index, text)).toBe(id);
	});

	it('leads to the plot of ours that it belongs to', () => {
		expect(namesOf('AB 12 Charleville')).toEqual(['Parc de Montjoly – Lot 4']);
		expect(namesOf('08363000AB0012')).toEqual(['Les Sources – Lot 1']);
		expect(namesOf('AB 12')).toHaveLength(2);
	});

	it('keeps what was written beside it', () => {
		expect(parcelReference('ab n°12 St Menges')).toMatchObject({
			section: 'AB',
			number: '0012',
			words: ['saint', 'menges']
		});
	});
});
