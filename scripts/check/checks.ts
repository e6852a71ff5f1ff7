import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLines, type Outcome } from './outcome.ts';
import { runNode } from './run-node.ts';

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
	const own = join(import.meta.dirname, 'outcome-reporter.ts');
	const reporters = ['--reporter=default', `--reporter=${own}`, `--outputFile=${report}`];
	const vitest = ['node_modules/vitest/vitest.mjs', 'run', `--project=${project}`, ...reporters];
	const code = await runNode([...vitest, ...files], place);
	return outcomeOf(code, () => counted(readReport(report) as Outcome));
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

interface Suite {
	title: string;
	suites?: Suite[];
	specs?: {
		title: string;
		ok: boolean;
		tests: { results: { error?: { message?: string } }[] }[];
	}[];
}

function playwrightOutcome(report: unknown): Outcome {
	const { stats, suites, errors } = report as {
		stats: { expected: number; unexpected: number; skipped: number; flaky: number };
		suites: Suite[];
		errors: { message?: string }[];
	};
	return counted({
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected,
		skipped: stats.skipped,
		flaky: stats.flaky,
		faults: [
			...suites.flatMap((suite) => faultsOf(suite, '')),
			...errors.map(({ message = '' }) => firstLines(message))
		]
	});
}

/** @throws Error where a count is missing: what was not counted has not passed */
function counted(outcome: Outcome): Outcome {
	const { passed, failed, skipped, flaky = 0 } = outcome;
	if (![passed, failed, skipped, flaky].every(Number.isFinite)) {
		throw new Error('Le rapport des tests ne porte pas les décomptes attendus.');
	}
	return outcome;
}

function faultsOf({ title, suites = [], specs = [] }: Suite, above: string): string[] {
	const here = above ? `${above} › ${title}` : title;
	const own = specs
		.filter(({ ok }) => !ok)
		.map(({ title, tests }) => {
			const said = tests.flatMap(({ results }) => results.at(-1)?.error?.message ?? []);
			return `${here} › ${title}\n${firstLines(said.join('\n'))}`;
		});
	return [...own, ...suites.flatMap((suite) => faultsOf(suite, here))];
}
