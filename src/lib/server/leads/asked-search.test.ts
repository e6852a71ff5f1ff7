import { expect, it } from 'vitest';
import { noCriteria } from '#lib/search/criteria.ts';
import { criteriaOfAddress, keptCriteria } from './asked-search.ts';
import { missingLandCsv } from './read-missing-land.ts';
import { parisMonth } from './missed-search.ts';

it('reads the search of an address, and leaves the parameters of the form alone', () => {
	const read = (query: string) => criteriaOfAddress(new URLSearchParams(query), ['terrain']);
	expect(read('terrain=T1&surface_min=3')).toMatchObject({
		faults: [],
		criteria: { areaMinHa: 3 }
	});
	expect(read('terrain=T1&surface_min=beaucoup').faults).toHaveLength(1);
});

it('reads kept criteria back as they were, and drops what today’s search does not know', () => {
	const asked = {
		...noCriteria,
		...{ areaMinHa: 2.5, networks: ['reseau_gaz' as const], text: 'forge & « fonderie »' },
		shape: { kind: 'circle' as const, centre: [4.7, 49.7] as [number, number], radiusKm: 5 }
	};
	const kept = JSON.parse(JSON.stringify(asked)) as Record<string, unknown>;
	expect(keptCriteria({ ...kept, formerCriterion: 12 })).toEqual(asked);
	expect(keptCriteria({ areaMinHa: 2.5 })).toEqual({ ...noCriteria, areaMinHa: 2.5 });
});

it('counts a month by the clock of Paris', () => {
	expect(parisMonth(new Date('2026-05-31T22:30:00Z'))).toBe('2026-06-01');
	expect(parisMonth(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-01');
});

it('writes the table as French spreadsheets read it', () => {
	const line = {
		...{ siren: '200041630', name: 'CA "Ardenne" ; Métropole', month: '2026-03-01' },
		...{ lost: 1, lostHa: 12.5, lostUnstated: 0, waiting: 2, waitingHa: 6, waitingUnstated: 1 },
		...{ searches: 3, searchHa: 40 }
	};
	expect(missingLandCsv([line]).split('\r\n')[1]).toBe(
		'200041630;"CA ""Ardenne"" ; Métropole";2026-03;1;12,5;0;2;6;1;3;40'
	);
});
