import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { askOnce, type Course, type Driven } from './drive.ts';
import { findProgram } from './peers/child.ts';
import { cpuDuring } from './process-cpu.ts';

export const wrkPackages = 'wrk';
export const hasWrk = () => findProgram('wrk') !== null;

/** More than any server here answers of pages: no address comes twice unless the course asks for it. */
const mostPerSecond = 2_000;

const counted = /^counted (\d+) (\d+) (\d+) (\d+)$/m;

/**
 * Asks as `drive` does, by a client that takes a tenth of the processor: with pages of two megabytes on two processors,
 * autocannon is slower than the servers that it measures (nginx makes 414 a second for it, of a file of 1.9 MB).
 * @throws Error where wrk is absent or nothing at all was answered
 */
export async function driveByWrk({ pids = [], ...course }: Course): Promise<Driven> {
	const program = findProgram('wrk');
	if (program === null) throw new Error('wrk n’est pas installé.');
	await askOnce(course);
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-wrk-'));
	try {
		const script = join(folder, 'course.lua');
		writeFileSync(script, scriptOf(folder, course));
		const parameters = [
			...['--threads', '1', '--connections', String(course.clients)],
			...['--duration', `${course.seconds}s`, '--timeout', '30s', '--script', script],
			course.address
		];
		const { answer, cpu } = await cpuDuring(pids, () => promisify(execFile)(program, parameters));
		const [answers = 0, microseconds = 0, errors = 0, p95 = 0] = (counted.exec(answer.stdout) ?? [])
			.slice(1)
			.map(Number);
		const good = answers - errors;
		if (good <= 0)
			throw new Error(
				`${course.address}${course.path()} : aucune réponse 200 en ${course.seconds} s.`
			);
		return {
			rate: (good * 1e6) / microseconds,
			p95: p95 / 1000,
			errors,
			cpuPerAnswer: (cpu * 1000) / good
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Lua: every request one line of a file, and what is counted in a line of numbers. */
function scriptOf(folder: string, { path, seconds, headers = {} }: Course): string {
	const file = join(folder, 'paths');
	const paths = Array.from({ length: seconds * mostPerSecond }, path);
	writeFileSync(file, `${paths.join('\n')}\n`);
	const set = Object.entries(headers).map(
		([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`
	);
	return `
${set.join('\n')}
local requests, at = {}, 0
init = function()
	for line in io.lines(${JSON.stringify(file)}) do requests[#requests + 1] = wrk.format('GET', line) end
end
request = function()
	at = at % #requests + 1
	return requests[at]
end
done = function(summary, latency)
	local e = summary.errors
	io.write(string.format('counted %d %d %d %d\\n', summary.requests, summary.duration,
		e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(95)))
end
`;
}
