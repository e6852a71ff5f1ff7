import { expect, it } from 'vitest';
import type { Plot } from '#lib/domain/plot.ts';
import { samplePlot } from '../../../../tests/fixtures/sample-records.ts';
import { frozenPlots } from './frozen-plots.ts';

const plot = (id: string, permit: Plot['permit'], more: Partial<Plot> = {}) =>
	samplePlot({ id, permit, saleStage: 'en vente', epciSiren: '1', areaHa: 1.1, ...more });
const until = (lastDay: string) => ({ state: 'échéance', lastDay }) as const;

it('lists free plots by the day on which their zone stops giving permits', () => {
	const plots = [
		plot('closed', { state: 'aucun', lastDay: null }),
		plot('late', until('2028-02-22')),
		plot('soon', until('2027-02-22')),
		plot('later', until('2028-02-22'), { areaHa: 2.2 }),
		plot('always', { state: 'sans échéance', lastDay: null }),
		plot('unknown', null),
		plot('sold', until('2027-02-22'), { saleStage: 'vendu, commercialisation achevée' }),
		plot('elsewhere', until('2027-02-22'), { epciSiren: '2' })
	];
	const found = frozenPlots(plots, { place: { kind: 'epci', id: '1' }, limit: 3 });
	expect(found.plots.map(({ id }) => id)[0]).toBe('soon');
	expect(found.plots).toHaveLength(3);
	expect(found).toMatchObject({
		byDay: [
			{ lastDay: '2027-02-22', plots: 1, hectares: 1.1 },
			// 1.1 + 2.2
			{ lastDay: '2028-02-22', plots: 2, hectares: 3.3 },
			{ lastDay: '', plots: 1, hectares: 1.1 }
		],
		...{ free: 6, unknown: 1 }
	});
});
