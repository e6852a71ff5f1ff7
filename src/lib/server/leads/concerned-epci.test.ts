import { expect, it } from 'vitest';
import {
	sampleFirm,
	samplePlot,
	sampleRecords,
	square
} from '../../../../tests/fixtures/sample-records.ts';
import type { Epci } from '#lib/domain/place.ts';
import { buildAtlas } from '#lib/search/atlas.ts';
import { noCriteria, type Criteria } from '#lib/search/criteria.ts';
import { findCard, searchedEpci } from './concerned-epci.ts';

const provenance = {
	...{ source: 'test', date: '2026-01-01', method: 'invented', licence: null, url: null },
	demonstration: true
};
const epci = (siren: string, lng: number): Epci => ({
	...{ siren, name: `EPCI ${siren}`, population: null, communeCount: 1, contour: null, provenance },
	geometry: square([lng, 49.7], 0.2)
});
const [west, east] = ['200000001', '200000002'];
const atlas = buildAtlas({
	...sampleRecords({
		plots: [samplePlot({ id: 'T1', epciSiren: east, areaHa: 3, siteName: 'Forge', lot: 'A' })],
		firms: [sampleFirm({ siret: '12345678900011', epciSiren: null })]
	}),
	epci: [epci(west, 4.5), epci(east, 4.7)],
	communes: [
		{
			...{ insee: '08002', name: 'Estville', epciSiren: east, population: null, areaHa: null },
			...{ contour: null, provenance, geometry: null }
		}
	]
});
const concerned = (criteria: Partial<Criteria>) =>
	searchedEpci(atlas, { ...noCriteria, ...criteria });

it('hands a search to the EPCI and communes that it names', () => {
	expect(concerned({ epci: [west] })).toEqual([west]);
	expect(concerned({ communes: ['08002'] })).toEqual([east]);
	expect(concerned({ epci: [west], communes: ['08002'] })).toEqual([west, east]);
});

it('hands it to those that its area touches', () => {
	const circle = { kind: 'circle', centre: [4.42, 49.7], radiusKm: 3 } as const;
	expect(concerned({ shape: { ...circle, centre: [4.42, 49.7] } })).toEqual([west]);
	expect(concerned({ shape: { ...circle, centre: [4.6, 49.7] } })).toEqual([west, east]);
	const corridor = { kind: 'corridor' as const, line: [], widthKm: 1 };
	expect(
		concerned({
			shape: {
				...corridor,
				line: [
					[4.75, 49.5],
					[4.75, 49.9]
				]
			}
		})
	).toEqual([east]);
});

it('hands it to all where it names no place, or only wishes for one', () => {
	expect(concerned({})).toEqual([west, east]);
	expect(concerned({ epci: ['999999999'] })).toEqual([west, east]);
	expect(concerned({ epci: [west], wishes: { epci: 3 } })).toEqual([west, east]);
	const circle = { kind: 'circle' as const, radiusKm: 1 };
	expect(concerned({ shape: { ...circle, centre: [2.3, 48.8] } })).toEqual([west, east]);
	expect(concerned({ shape: { ...circle, centre: [4.5, 49.7] }, shapeOutside: true })).toEqual([
		west,
		east
	]);
});

it('finds the record of a card by its collection and key', () => {
	expect(findCard(atlas, 'terrains', 'T1')).toEqual({
		...{ collection: 'terrains', id: 'T1', name: 'Forge – A', epciSiren: east, areaHa: 3 }
	});
	expect(findCard(atlas, 'etablissements', '12345678900011')?.epciSiren).toBeNull();
	expect(findCard(atlas, 'epci', west)?.name).toBe(`EPCI ${west}`);
	expect(findCard(atlas, 'sites', 'T1')).toBeNull();
});
