import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { firstLines, type Outcome } from './outcome.ts';

type Fault = { message?: string; stack?: string };

/**
 * Writes the counts and the faults of a run of vitest where `--outputFile` says; also those that no test is said to have
 * failed by: a file that could not be read, a promise that was refused after its test.
 */
export default class OutcomeReporter implements Reporter {
	#file = '';

	onInit({ config: { outputFile } }: Vitest): void {
		if (typeof outputFile !== 'string') throw new Error('outputFile: expected one path.');
		this.#file = outputFile;
	}

	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Fault[]): void {
		const faults: string[] = [];
		const counts = { passed: 0, failed: 0, skipped: 0 };
		const tell = (where: string, found: readonly Fault[]) =>
			faults.push(...found.map((fault) => `${where}\n${firstLines(textOf(fault))}`));
		for (const module of modules) {
			tell(module.relativeModuleId, module.errors());
			for (const suite of module.children.allSuites())
				tell(`${module.relativeModuleId} › ${suite.fullName}`, suite.errors());
			for (const test of module.children.allTests()) {
				const { state, errors = [] } = test.result();
				counts[state === 'pending' ? 'skipped' : state] += 1;
				tell(`${module.relativeModuleId} › ${test.fullName}`, state === 'failed' ? errors : []);
			}
		}
		tell('Hors de tout test', unhandled);
		writeFileSync(this.#file, JSON.stringify({ ...counts, faults } satisfies Outcome));
	}
}

const textOf = ({ message = '', stack = '' }: Fault) =>
	stack.includes(message) ? stack : `${message}\n${stack}`;
