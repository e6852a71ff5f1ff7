import { describe, expect, it } from 'vitest';
import { sampleFirm, sampleRecords } from '../../../../../tests/fixtures/sample-records.ts';
import { buildAtlas } from '#lib/search/atlas.ts';
import { industryOf, likeness, nearestPeers, type Industry } from './industry.ts';

const industry = (byDivision: Record<string, number>): Industry => ({
	firms: Object.values(byDivision).reduce((sum, count) => sum + count, 0),
	byDivision,
	sources: []
});
const named = (id: string, byDivision: Record<string, number>) => ({
	...{ id, name: `Territoire ${id}`, address: `http://${id}.localhost` },
	industry: industry(byDivision)
});

describe('the industry of a territory', () => {
	it('counts firms at work by division, and leaves out what nobody knows', () => {
		const firms = [
			sampleFirm({ siret: '1', naf: '25.50A' }),
			sampleFirm({ siret: '2', naf: '25.62B' }),
			sampleFirm({ siret: '3', naf: '24.51Z' }),
			sampleFirm({ siret: '4', naf: '25.50A', active: false }),
			sampleFirm({ siret: '5', naf: '' })
		];
		const { firms: count, byDivision } = industryOf(buildAtlas(sampleRecords({ firms })));
		expect(count).toBe(3);
		expect(byDivision).toEqual({ '24': 1, '25': 2 });
	});
});

describe('how alike two industries are', () => {
	it('is one less half of the sum of the differences of their shares', () => {
		// Shares 0.5, 0.3, 0.2 and 0.25, 0.25, 0.5: differences 0.25 + 0.05 + 0.2 + 0.5 = 1, half of it 0.5.
		const one = industry({ '24': 5, '25': 3, '28': 2 });
		const other = industry({ '24': 1, '25': 1, '10': 2 });
		expect(likeness(one, other)).toBeCloseTo(0.5, 12);
		expect(likeness(other, one)).toBeCloseTo(0.5, 12);
	});

	it('is 1 for the same structure whatever its size, 0 for nothing in common, and unknown without firms', () => {
		const one = industry({ '24': 1, '25': 3 });
		expect(likeness(one, industry({ '24': 10, '25': 30 }))).toBeCloseTo(1, 12);
		expect(likeness(one, industry({ '10': 7 }))).toBe(0);
		expect(likeness(one, industry({}))).toBeNull();
	});
});

describe('the nearest territories', () => {
	const own = industry({ '24': 4, '25': 4, '28': 2 });

	it('are eight at most, nearest first, with what weighs most in both', () => {
		const others = Array.from({ length: 9 }, (_, index) =>
			named(`t${index}`, { '24': 4, '25': 4, '28': 2, '10': index * 2 })
		);
		const peers = nearestPeers(own, [named('sans', {}), ...others.toReversed()]);
		expect(peers.map(({ id }) => id)).toEqual(others.slice(0, 8).map(({ id }) => id));
		expect(peers[0]?.shared).toEqual([
			{ division: '24', own: 0.4, other: 0.4 },
			{ division: '25', own: 0.4, other: 0.4 },
			{ division: '28', own: 0.2, other: 0.2 }
		]);
	});

	it('are none where no other is loaded', () => {
		expect(nearestPeers(own, [])).toEqual([]);
	});
});
