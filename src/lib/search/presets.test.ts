import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import type { Plot } from '#lib/domain/plot.ts';
import { samplePlot, sampleRecords, sampleShares } from '../../../tests/fixtures/sample-records.ts';
import { buildColumns } from './columns.ts';
import { criteriaList } from './criteria-list.ts';
import { noCriteria } from './criteria.ts';
import { failed } from './criterion.ts';
import { evaluate } from './evaluate.ts';
import { parsePresets, presets } from './presets.ts';

describe('the presets', () => {
	it('are the six of the brief, with words in both languages', () => {
		expect(presets.map(({ id }) => id)).toEqual([
			'logistics',
			'foundry',
			'metalworking',
			'agri-food',
			'data-centre',
			'energy'
		]);
	});

	it.each(presets.map((preset) => [preset.id, preset] as const))(
		'%s asks for everything it wishes, keeps a must, and fits in an address',
		(_, { criteria }) => {
			const asked = { ...noCriteria, ...criteria };
			const askedIds = criteriaList.filter((one) => one.isAsked(asked)).map(({ id }) => id);
			expect(askedIds).toEqual(expect.arrayContaining(Object.keys(asked.wishes)));
			expect(askedIds.length).toBeGreaterThan(Object.keys(asked.wishes).length);
			const { criteria: back, faults } = readAddress(new URLSearchParams(writeAddress(asked)));
			expect(faults).toEqual([]);
			expect(back).toEqual(asked);
		}
	);

	it.each(presets.map((preset) => [preset.id, preset] as const))(
		'%s leaves out what is mostly under water, wet or steep, whatever else is there',
		(_, { criteria }) => {
			const asked = { ...noCriteria, ...criteria, brownfields: 'with' as const };
			const under = (share: Partial<Plot>) => {
				const plots = [samplePlot({ areaHa: 8, ...share })];
				const { asked: judged } = evaluate(buildColumns(sampleRecords({ plots })), asked);
				return judged.some(({ weight, verdicts }) => weight === null && verdicts[0] === failed);
			};
			expect(
				under({ shares: sampleShares({ 'zone inondable': 62 }) }) || 'flood' in asked.wishes
			).toBe(true);
			expect(under({ shares: sampleShares({ 'zone humide': 62 }) })).toBe(true);
			expect(
				under({ shares: sampleShares({ 'pente forte': 62 }) }) || 'steep' in asked.wishes
			).toBe(true);
		}
	);

	it('refuse a field that is no criterion and a value out of its list, by name', () => {
		const [first] = presets;
		const given = (criteria: unknown) => () => parsePresets([{ ...first, criteria }]);
		expect(given({ areaMin: 3 })).toThrow(/areaMin/);
		expect(given({ areaMinHa: -3 })).toThrow(/areaMinHa.*-3/);
		expect(given({ saleStages: ['à vendre'] })).toThrow(/saleStages\.0.*à vendre/);
	});
});
