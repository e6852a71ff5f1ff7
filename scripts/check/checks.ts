import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './run-node.ts';

/** Single tests counted; a static check counts as one. `flaky` passed at their second go only, and are among `passed`. */
export type Outcome = { passed: number; failed: number; skipped: number; flaky?: number };

/** What a check is asked: only these files, or everything where none is named; the daily loop may keep a cache. */
export type CheckOptions = { files: readonly string[]; isQuick: boolean };

/** One entry of the report. Prints what it finds and never throws. */
export type Check = (place: Workplace, options: CheckOptions) => Promise<Outcome>;

/** Where the checks work, and where they may leave files. */
export type Workplace = {
	root: string;
	scratch: string;
	environment: Record<string, string>;
	/** Takes what is printed, to be shown later; it is shown as it comes without. */
	keepsLines?: string[];
};

/** A tool that answers with its exit code. */
export async function staticCheck(parameters: string[], place: Workplace): Promise<Outcome> {
	const code = await runNode(parameters, place);
	return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** A project of vitest.config.ts. */
export async function vitestCheck(
	project: string,
	place: Workplace,
	files: readonly string[]
): Promise<Outcome> {
	const report = join(place.scratch, `${project}.json`);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const vitest = ['node_modules/vitest/vitest.mjs', 'run', `--project=${project}`, ...reporters];
	const code = await runNode([...vitest, ...files], place);
	return outcomeOf(code, () => vitestOutcome(readReport(report)));
}

/** The pages in a real browser, playwright.config.ts. */
export async function playwrightCheck(
	place: Workplace,
	files: readonly string[]
): Promise<Outcome> {
	const report = join(place.scratch, 'browser.json');
	// Files of the second project alone would wait for all of the first.
	const alone = files.length > 0 ? ['--no-deps'] : [];
	const code = await runNode(
		['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...alone, ...files],
		{ ...place, environment: { ...place.environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
	);
	return outcomeOf(code, () => playwrightOutcome(readReport(report)));
}

/** Reads the report; a runner that failed without naming a test counts as one failure. */
function outcomeOf(code: number, read: () => Outcome): Outcome {
	try {
		const outcome = read();
		return code === 0 ? outcome : { ...outcome, failed: Math.max(1, outcome.failed) };
	} catch (fault) {
		console.error(fault instanceof Error ? fault.message : fault);
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

function readReport(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}

function vitestOutcome(report: unknown): Outcome {
	const { numPassedTests, numFailedTests, numPendingTests } = report as Record<string, number>;
	return counted(numPassedTests, numFailedTests, numPendingTests);
}

function playwrightOutcome(report: unknown): Outcome {
	const { stats } = report as { stats: Record<string, number> };
	const flaky = stats.flaky ?? NaN;
	const outcome = counted((stats.expected ?? NaN) + flaky, stats.unexpected, stats.skipped);
	return { ...outcome, flaky };
}

function counted(passed = NaN, failed = NaN, skipped = NaN): Outcome {
	if ([passed, failed, skipped].some(Number.isNaN)) {
		throw new Error('Le rapport des tests ne porte pas les décomptes attendus.');
	}
	return { passed, failed, skipped };
}
