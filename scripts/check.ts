/**
 * `npm test`: every check, all of them even when one fails, then `N passed, N failed`.
 * `npm test -- format lint` runs only those named; `npm test -- quick` those of the daily loop, lint with its cache;
 * `npm test -- database tests/db/schema.test.ts` only those files of a check.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	playwrightCheck,
	staticCheck,
	vitestCheck,
	type Check,
	type Workplace
} from './check/checks.ts';
import { findChromium } from './check/find-chromium.ts';
import { freePort } from './check/free-port.ts';
import type { Outcome } from './check/outcome.ts';
import { buildWhereStale } from './serve/client-build.ts';
import { endWithSentence, say, secondsSince } from './serve/console.ts';

const root = resolve(import.meta.dirname, '..');

/** The build comes first: it writes the messages and route types that lint and types read. */
const inTurn: readonly CheckName[][] = [
	['build'],
	// Lint takes one processor for longer than format, types and units take the other.
	['lint', 'format', 'types', 'unit', 'database'],
	['http'],
	['browser']
];

/** What a developer runs before each commit: all that needs no database. */
const quick: readonly CheckName[] = ['build', 'lint', 'format', 'types', 'unit'];

/**
 * Has TypeScript read the script of every component from the first on: otherwise each one that is linted is new to it,
 * and all types are computed again, which is two fifths of the time. https://github.com/sveltejs/svelte-eslint-parser
 */
const componentsRead = { SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK: '1' };

const checks = {
	build: () => orFailure(() => buildWhereStale(root, say)),
	lint: (place, { files, isQuick }) => {
		const cache = isQuick
			? ['--cache', '--cache-strategy', 'content', '--cache-location', '.cache/eslint/']
			: [];
		const eslint = ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', ...cache];
		return staticCheck([...eslint, ...orEverything(files)], {
			...place,
			environment: { ...place.environment, ...componentsRead }
		});
	},
	format: (place, { files }) =>
		staticCheck(
			['node_modules/prettier/bin/prettier.cjs', '--check', ...orEverything(files)],
			place
		),
	types: (place) =>
		staticCheck(
			[
				'node_modules/svelte-check/bin/svelte-check',
				'--fail-on-warnings',
				...['--tsconfig', './tsconfig.json']
			],
			place
		),
	unit: (place, { files }) => vitestCheck('unit', place, files),
	database: (place, { files }) => vitestCheck('database', place, files),
	http: (place, { files }) =>
		vitestCheck(
			'http',
			{ ...place, environment: { ...place.environment, FORGETERRE_TEST_KEEPS: keptIn(place) } },
			files
		),
	browser: (place, { files }) => browserTests(place, files)
} satisfies Record<string, Check>;

type CheckName = keyof typeof checks;

const isCheck = (name: string): name is CheckName => name in checks;

const orEverything = (files: readonly string[]) => (files.length > 0 ? files : ['.']);

/** The territory that the HTTP tests filled, which the browser tests need not fill again. */
const keptIn = ({ scratch }: Workplace) => join(scratch, 'prepared');

async function browserTests(place: Workplace, files: readonly string[]): Promise<Outcome> {
	let chromium = '';
	const found = await orFailure(async () => {
		chromium = await findChromium(root);
	});
	if (found.failed) return found;
	const environment = {
		...place.environment,
		CHROMIUM: chromium,
		FORGETERRE_TEST_PORT: String(await freePort()),
		FORGETERRE_DATA: existsSync(keptIn(place)) ? keptIn(place) : join(place.scratch, 'data')
	};
	return playwrightCheck({ ...place, environment }, files);
}

async function orFailure(work: () => Promise<void>): Promise<Outcome> {
	try {
		await work();
		return { passed: 1, failed: 0, skipped: 0 };
	} catch (fault) {
		console.error(fault instanceof Error ? fault.message : fault);
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

/** What was asked for: checks, and the files of each where some are named. */
interface Asked {
	names: readonly CheckName[];
	isQuick: boolean;
	files: ReadonlyMap<CheckName, string[]>;
}

/** @throws Error naming what was given and what there is */
function asked(words: readonly string[]): Asked {
	if (words.length === 0) return { names: inTurn.flat(), isQuick: false, files: new Map() };
	if (words.join() === 'quick') return { names: quick, isQuick: true, files: new Map() };
	const files = new Map<CheckName, string[]>();
	let latest: CheckName | undefined;
	for (const word of words) {
		if (isCheck(word)) files.set((latest = word), []);
		else if (latest && existsSync(join(root, word))) files.get(latest)?.push(word);
		else {
			const known = ['quick', ...inTurn.flat()].join(', ');
			throw new Error(
				`Vérification « ${word} » inconnue ; attendu : ${known}, chacune suivie de fichiers ou non.`
			);
		}
	}
	return { names: [...files.keys()], isQuick: false, files };
}

async function runAll({ names, isQuick, files }: Asked, place: Workplace): Promise<number> {
	const lines: string[] = [];
	const faults: string[] = [];
	const total: Outcome = { passed: 0, failed: 0, skipped: 0 };
	const runOne = async (name: CheckName, at: Workplace) => {
		const begin = performance.now();
		if (!at.keepsLines) say(`\n── ${name}`);
		const outcome = await checks[name](at, { files: files.get(name) ?? [], isQuick });
		if (at.keepsLines) say(`\n── ${name}\n${at.keepsLines.join('')}`);
		lines.push(reportLine(name, outcome, secondsSince(begin)));
		say(lines.at(-1) ?? '');
		total.passed += outcome.passed;
		total.failed += outcome.failed;
		faults.push(...(outcome.faults ?? []).map((fault) => `✗ ${name} ${fault}`));
	};
	for (const turn of inTurn) {
		const [first, ...others] = turn.filter((name) => names.includes(name));
		if (first === undefined) continue;
		// What runs beside others is told in one piece, when it is done.
		const beside = runOne(first, others.length > 0 ? { ...place, keepsLines: [] } : place);
		for (const name of others) await runOne(name, place);
		await beside;
	}
	say(['', ...faults, '', ...lines].join('\n'));
	say(`${total.passed} passed, ${total.failed} failed`);
	return total.failed ? 1 : 0;
}

function reportLine(name: string, outcome: Outcome, duration: string): string {
	const { passed, failed, skipped, flaky } = outcome;
	const counts = [
		`${passed} passed`,
		`${failed} failed`,
		...(skipped ? [`${skipped} skipped`] : []),
		...(flaky ? [`${flaky} at the second go`] : [])
	];
	return `${failed ? '✗' : '✓'} ${name.padEnd(10)} ${counts.join(', ')} (${duration})`;
}

async function main(): Promise<number> {
	const scratch = mkdtempSync(join(tmpdir(), 'forgeterre-check-'));
	try {
		// Servers and commands start again and again: what Node makes of their modules is made once.
		const environment = { NODE_COMPILE_CACHE: join(scratch, 'compiled') };
		const place: Workplace = { root, scratch, environment };
		return await runAll(asked(process.argv.slice(2)), place);
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

main().then((code) => process.exit(code), endWithSentence);
