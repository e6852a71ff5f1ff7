import { expect, it } from 'vitest';
import { readMissingLandQuery } from './missing-land-query.ts';

const now = new Date('2026-03-15T12:00:00Z');
const read = (query: string) => readMissingLandQuery(new URLSearchParams(query), now);

it('asks for the last twelve months, the latest first', () => {
	expect(read('')).toEqual({ from: '2025-04', to: '2026-03', sort: 'month', descending: true });
});

it('reads a period either way round, and no month that is none', () => {
	expect(read('du=2026-02&au=2024-11')).toMatchObject({ from: '2024-11', to: '2026-02' });
	expect(read("du=2026-13&au='; drop table demande")).toMatchObject({
		...{ from: '2025-04', to: '2026-03' }
	});
});

it('reads the order', () => {
	expect(read('tri=epci')).toMatchObject({ sort: 'epci', descending: false });
	expect(read('tri=lostHa&ordre=croissant')).toMatchObject({ sort: 'lostHa', descending: false });
	expect(read('tri=motdepasse')).toMatchObject({ sort: 'month' });
});
