import { isDay } from '#lib/domain/day.ts';
import { ledgerParameters } from './ledger-parameters.ts';
import { readScenarios, type Scenario, type ScenarioFault } from './scenario.ts';

/** Plots that one address may tick, at most. */
export const mostTicked = 200;

export interface LedgerQuery {
	/** ISO date of the figures. */
	day: string;
	/** What was asked for and is no day up to today; null for none. */
	unread: string | null;
	/** Keys of the plots that are ticked, each once. */
	ticked: string[];
	/** Under what name they are to be kept; empty for none. */
	name: string;
	scenarios: Scenario[];
	scenarioFaults: ScenarioFault[];
}

/** Reads what an address of the ledger asks; today where it names no day. @param today ISO date */
export function readLedgerQuery(parameters: URLSearchParams, today: string): LedgerQuery {
	const text = parameters.get(ledgerParameters.day)?.trim() ?? '';
	const known = isDay(text) && text <= today;
	const read = readScenarios(parameters.getAll(ledgerParameters.scenario));
	return {
		day: known ? text : today,
		unread: known || text === '' ? null : text,
		ticked: [...new Set(parameters.getAll(ledgerParameters.plot))]
			.filter(Boolean)
			.slice(0, mostTicked),
		name: parameters.get(ledgerParameters.name)?.trim().slice(0, 80) ?? '',
		scenarios: read.scenarios,
		scenarioFaults: read.faults
	};
}
