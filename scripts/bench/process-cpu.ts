import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever its clock is. */
const ticksPerSecond = 100;

/** Seconds of processor that a process has taken since its start, all its threads together. */
export function cpuSeconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name stands in parentheses and may hold anything: the numbers follow its end.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user = Number.NaN, system = Number.NaN] = fields.slice(11, 13).map(Number);
	return (user + system) / ticksPerSecond;
}

/** Seconds of processor that some processes took during a task. */
export async function cpuDuring<Answer>(
	pids: readonly number[],
	task: () => Promise<Answer>
): Promise<{ answer: Answer; cpu: number }> {
	const taken = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
	const before = taken();
	const answer = await task();
	return { answer, cpu: taken() - before };
}
