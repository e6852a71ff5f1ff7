import { describe, expect, it } from 'vitest';
import {
	sampleBrownfield,
	sampleFirm,
	sampleSite,
	square
} from '../../../tests/fixtures/sample-records.ts';
import type { Firm } from '#lib/domain/firm.ts';
import { noCriteria, type Criteria } from './criteria.ts';
import { searchBrownfields, searchFirms, searchSites } from './search-others.ts';

const asking = (change: Partial<Criteria>): Criteria => ({ ...noCriteria, ...change });

/** A firm that says how often its words are read. */
function countedFirm(given: Partial<Firm>) {
	const counted = { read: 0 };
	const firm = sampleFirm(given);
	const { activity } = firm;
	Object.defineProperty(firm, 'activity', {
		get: () => {
			counted.read += 1;
			return activity;
		}
	});
	return { firm, counted };
}

describe('searchFirms', () => {
	it('reads the words of a firm only when a text is asked', () => {
		const { firm, counted } = countedFirm({ name: 'Forge de la Meuse', epciSiren: '200041630' });
		expect(searchFirms([firm], noCriteria)).toEqual([firm]);
		expect(searchFirms([firm], asking({ epci: ['200041630'] }))).toEqual([firm]);
		expect(searchFirms([firm], asking({ sectors: [firm.sector] }))).toEqual([firm]);
		expect(counted.read).toBe(0);
		expect(searchFirms([firm], asking({ text: 'forge MEUSE' }))).toEqual([firm]);
		expect(counted.read).toBe(1);
	});

	it('leaves out by text, place, sector and drawn shape', () => {
		const firm = sampleFirm({ name: 'Forge', position: [4.7, 49.8], epciSiren: '1' });
		const circle = (at: [number, number]) =>
			asking({ shape: { kind: 'circle', centre: at, radiusKm: 2 } });
		expect(searchFirms([firm], asking({ text: 'fonderie' }))).toEqual([]);
		expect(searchFirms([firm], asking({ epci: ['2'] }))).toEqual([]);
		expect(searchFirms([firm], asking({ nafDivisions: ['99'] }))).toEqual([]);
		expect(searchFirms([firm], circle([4.7, 49.8]))).toEqual([firm]);
		expect(searchFirms([firm], circle([5.7, 49.8]))).toEqual([]);
		expect(searchFirms([firm], { ...circle([5.7, 49.8]), shapeOutside: true })).toEqual([firm]);
	});
});

describe('searchSites and searchBrownfields', () => {
	it('look in the name, the key and the commune', () => {
		const site = sampleSite({ name: 'Zone des Ayvelles' });
		const brownfield = sampleBrownfield({
			name: 'Ancienne fonderie',
			geometry: square([4.7, 49.8])
		});
		expect(searchSites([site], asking({ text: 'ayvelles' }))).toEqual([site]);
		expect(searchSites([site], asking({ text: 'fonderie' }))).toEqual([]);
		expect(searchBrownfields([brownfield], asking({ text: 'ANCIENNE' }))).toEqual([brownfield]);
		expect(searchBrownfields([brownfield], asking({ brownfields: 'without' }))).toEqual([]);
	});
});
