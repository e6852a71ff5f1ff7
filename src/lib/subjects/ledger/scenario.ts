/** Plots that would be mobilised together, under a name; a link carries it whole. */
export interface Scenario {
	name: string;
	plots: string[];
}

/** Why a scenario of an address is not shown. */
export interface ScenarioFault {
	code: 'unreadable' | 'too-many';
	value: string;
}

/** Scenarios that stand beside each other, at most. */
export const mostScenarios = 4;
const mostPlots = 200;
const longestName = 80;
const separator = '~';

const written = (part: string) => encodeURIComponent(part).replaceAll('~', '%7E');

/** `Nom~cle~cle`, each part escaped: what the parameter of an address says. */
export function scenarioText({ name, plots }: Scenario): string {
	return [name, ...plots].map(written).join(separator);
}

/** Reads a scenario as `scenarioText` writes it; null for a text that is none. */
export function readScenario(text: string): Scenario | null {
	try {
		const [name = '', ...plots] = text.split(separator).map(decodeURIComponent);
		const kept = [...new Set(plots.filter(Boolean))];
		const fits = name.trim() !== '' && name.length <= longestName;
		return fits && kept.length > 0 && kept.length <= mostPlots
			? { name: name.trim(), plots: kept }
			: null;
	} catch {
		// A lone % of a link that was cut.
		return null;
	}
}

/** Those of an address, the last of a name alone, and those that are left out with the reason. */
export function readScenarios(texts: readonly string[]): {
	scenarios: Scenario[];
	faults: ScenarioFault[];
} {
	const faults: ScenarioFault[] = [];
	const byName = new Map<string, Scenario>();
	for (const text of texts.filter(Boolean)) {
		const scenario = readScenario(text);
		if (scenario === null) faults.push({ code: 'unreadable', value: text.slice(0, 80) });
		else if (byName.size === mostScenarios && !byName.has(scenario.name))
			faults.push({ code: 'too-many', value: scenario.name });
		else byName.set(scenario.name, scenario);
	}
	return { scenarios: [...byName.values()], faults };
}
