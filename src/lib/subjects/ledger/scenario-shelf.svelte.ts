import { readScenarios, scenarioText, type Scenario } from './scenario.ts';

const shelfKey = 'forgeterre-scenarios';

/** Scenarios that somebody keeps in this browser, by name; what is not theirs to read is left alone. */
export class ScenarioShelf {
	kept = $state<Scenario[]>([]);
	/** True where the browser refuses to keep anything. */
	refused = $state(false);
	readonly #key: string;

	/** @param territory its scenarios are of its own plots */
	constructor(territory: string) {
		this.#key = `${shelfKey}-${territory}`;
	}

	/** Reads what is kept; once the page runs. */
	open(): void {
		try {
			const stored: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
			const texts = Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
			this.kept = texts.flatMap((text) => readScenarios([text]).scenarios);
		} catch {
			this.refused = true;
		}
	}

	/** Keeps a scenario, in the place of one of its name. */
	keep(scenario: Scenario): void {
		this.#write([...this.kept.filter(({ name }) => name !== scenario.name), scenario]);
	}

	forget(name: string): void {
		this.#write(this.kept.filter((one) => one.name !== name));
	}

	#write(kept: Scenario[]): void {
		try {
			localStorage.setItem(this.#key, JSON.stringify(kept.map(scenarioText)));
			this.kept = kept;
		} catch {
			this.refused = true;
		}
	}
}
