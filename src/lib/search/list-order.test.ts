import { expect, it } from 'vitest';
import { buildAtlas, type Atlas } from './atlas.ts';
import { orderBy } from './list-order.ts';
import type { Brownfield } from '#lib/domain/brownfield.ts';

function brownfield(id: string, name: string, areaHa: number | null): Brownfield {
	return {
		id,
		name,
		areaHa,
		type: 'friche industrielle',
		geometry: { type: 'Point', coordinates: [4.7, 49.8] },
		provenance: { source: '', date: '', method: '', licence: null, url: null, demonstration: false }
	} as Brownfield;
}

const atlas: Atlas = buildAtlas({
	epci: [],
	communes: [],
	sites: [],
	plots: [],
	firms: [],
	pois: [],
	brownfields: [
		brownfield('a', 'Étuve 10', 4),
		brownfield('b', 'Étuve 9', null),
		brownfield('c', 'Atelier', 12)
	]
});

it('sorts names as the language does, figures inside them as figures', () => {
	expect([...orderBy(atlas, 'friches', { column: 'name', descending: false }, 'fr')]).toEqual([
		2, 1, 0
	]);
	expect([...orderBy(atlas, 'friches', { column: 'name', descending: true }, 'fr')]).toEqual([
		0, 1, 2
	]);
});

it('puts records without a value last in both directions', () => {
	expect([...orderBy(atlas, 'friches', { column: 'area', descending: false }, 'fr')]).toEqual([
		0, 2, 1
	]);
	expect([...orderBy(atlas, 'friches', { column: 'area', descending: true }, 'fr')]).toEqual([
		2, 0, 1
	]);
});
