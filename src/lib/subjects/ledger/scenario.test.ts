import { describe, expect, it } from 'vitest';
import { readLedgerQuery } from './ledger-query.ts';
import { scenarioTable } from './panels/scenario-table.ts';
import { readScenario, readScenarios, scenarioText } from './scenario.ts';

describe('a scenario in an address', () => {
	it('is read back as it was, whatever its name and the keys of its plots', () => {
		for (const scenario of [
			{ name: 'Sobre', plots: ['a', 'b'] },
			{ name: 'À ~ 50 % & plus = « vite »', plots: ['08_TERRAIN-ECO_1~2', 'x,y;z'] }
		]) {
			const address = new URLSearchParams([['scenario', scenarioText(scenario)]]).toString();
			const { scenarios } = readLedgerQuery(new URLSearchParams(address), '2026-11-26');
			expect(scenarios).toEqual([scenario]);
		}
	});

	it('is none without a name or a plot, or cut in the middle', () => {
		for (const text of ['', '~a', 'Sobre', 'Sobre~', 'Sobre~%E9%', `${'x'.repeat(81)}~a`])
			expect(readScenario(text)).toBeNull();
	});

	it('stands beside three others at most; of one name, the last', () => {
		const texts = ['A~1', 'B~1', 'A~2', 'C~1', 'D~1', 'E~1', 'D~3', '%'];
		const { scenarios, faults } = readScenarios(texts);
		expect(scenarios.map(({ name, plots }) => `${name}${plots.join()}`)).toEqual([
			...['A2', 'B1', 'C1', 'D3']
		]);
		expect(faults).toEqual([
			{ code: 'too-many', value: 'E' },
			{ code: 'unreadable', value: '%' }
		]);
	});
});

describe('scenarios beside each other', () => {
	const scenario = (name: string, fresh: number) => ({
		...{ name, href: '' },
		cost: {
			plots: 1,
			withoutArea: 0,
			hectares: { new: fresh, brownfield: 1, urbanised: 0, unknown: 0 }
		}
	});
	const finding = (...scenarios: ReturnType<typeof scenario>[]) =>
		scenarioTable(scenarios, null, 'fr').finding;

	it('name the one that takes least new land, and none where two take as little', () => {
		expect(finding(scenario('Sobre', 1), scenario('Large', 2))).toMatch(/^Sobre prend le moins/);
		expect(finding(scenario('Sobre', 2), scenario('Large', 2), scenario('Vaste', 3))).toMatch(
			/^Sobre et Large prennent aussi peu/
		);
	});
});

describe('what an address of the ledger asks', () => {
	const read = (text: string) => readLedgerQuery(new URLSearchParams(text), '2026-11-26');

	it('is of today, unless it names a day up to today', () => {
		expect(read('')).toMatchObject({ day: '2026-11-26', unread: null });
		expect(read('date=2024-12-31')).toMatchObject({ day: '2024-12-31', unread: null });
		for (const value of ['2026-11-27', '2026-02-30', 'hier'])
			expect(read(`date=${value}`)).toMatchObject({ day: '2026-11-26', unread: value });
	});

	it('ticks each plot once', () => {
		expect(read('terrain=a&terrain=b&terrain=a&terrain=').ticked).toEqual(['a', 'b']);
	});
});
