/**
 * `npm test`: every check, one after the other, all of them even when one fails, then `N passed, N failed`.
 * `npm test -- format lint` runs only those named.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
	playwrightCheck,
	staticCheck,
	vitestCheck,
	type Check,
	type Outcome,
	type Workplace
} from './check/checks.ts';
import { findChromium } from './check/find-chromium.ts';
import { freePort } from './check/free-port.ts';
import { buildWhereStale } from './serve/client-build.ts';
import { endWithSentence, say, secondsSince } from './serve/console.ts';

const root = resolve(import.meta.dirname, '..');

/** The build comes first: it writes the messages and route types that lint and types read. */
function checksOf(place: Workplace): Check[] {
	return [
		{ name: 'build', run: () => orFailure(() => buildWhereStale(root, say)) },
		staticCheck('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '.'], place),
		staticCheck('lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'], place),
		staticCheck('types', ['node_modules/svelte-check/bin/svelte-check', ...typesOptions], place),
		vitestCheck('unit', 'unit', place),
		vitestCheck('database', 'database', place),
		vitestCheck('http', 'http', place),
		{ name: 'browser', run: () => browserTests(place) }
	];
}

const typesOptions = ['--fail-on-warnings', '--tsconfig', './tsconfig.json'];

async function browserTests(place: Workplace): Promise<Outcome> {
	let chromium = '';
	const found = await orFailure(async () => {
		chromium = await findChromium(root);
	});
	if (found.failed) return found;
	const environment = {
		...place.environment,
		CHROMIUM: chromium,
		FORGETERRE_TEST_PORT: String(await freePort()),
		FORGETERRE_DATA: join(place.scratch, 'data')
	};
	return playwrightCheck('browser', { ...place, environment }).run();
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

function chosen(checks: Check[], names: string[]): Check[] {
	const known = checks.map(({ name }) => name);
	const unknown = names.find((name) => !known.includes(name));
	if (unknown) {
		throw new Error(`Vérification « ${unknown} » inconnue ; attendu : ${known.join(', ')}.`);
	}
	return names.length ? checks.filter(({ name }) => names.includes(name)) : checks;
}

async function runAll(checks: Check[]): Promise<number> {
	const lines: string[] = [];
	const total: Outcome = { passed: 0, failed: 0, skipped: 0 };
	for (const { name, run } of checks) {
		say(`\n── ${name}`);
		const begin = performance.now();
		const outcome = await run();
		lines.push(reportLine(name, outcome, secondsSince(begin)));
		say(lines.at(-1) ?? '');
		total.passed += outcome.passed;
		total.failed += outcome.failed;
	}
	say(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
	return total.failed ? 1 : 0;
}

function reportLine(name: string, { passed, failed, skipped }: Outcome, duration: string): string {
	const counts = [
		`${passed} passed`,
		`${failed} failed`,
		...(skipped ? [`${skipped} skipped`] : [])
	];
	return `${failed ? '✗' : '✓'} ${name.padEnd(10)} ${counts.join(', ')} (${duration})`;
}

async function main(): Promise<number> {
	const scratch = mkdtempSync(join(tmpdir(), 'forgeterre-check-'));
	try {
		const place = { root, scratch, environment: {} };
		return await runAll(chosen(checksOf(place), process.argv.slice(2)));
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

main().then((code) => process.exit(code), endWithSentence);
