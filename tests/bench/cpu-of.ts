import { median } from '../../scripts/bench/rounds.ts';

const rounds = 9;
/** The clock of the processor is coarse: a side runs again until it has taken so long. */
const leastMilliseconds = 30;
const warmUpMilliseconds = 250;

/** Milliseconds of processor that this process has taken, collecting garbage included. */
function processorMilliseconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

function once(run: () => unknown): number {
	const begin = processorMilliseconds();
	let [runs, taken] = [0, 0];
	while (taken < leastMilliseconds) {
		run();
		runs += 1;
		taken = processorMilliseconds() - begin;
	}
	return taken / runs;
}

/** Median milliseconds of processor of each side, in rounds where every side runs in turn. */
export function compareCpu<Side extends string>(
	sides: Record<Side, () => unknown>
): Record<Side, number> {
	const names = Object.keys(sides) as Side[];
	for (const name of names) warmUp(sides[name]);
	const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
		Side,
		number[]
	>;
	for (let round = 0; round < rounds; round += 1) {
		for (const name of round % 2 === 0 ? names : names.toReversed())
			taken[name].push(once(sides[name]));
	}
	return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<
		Side,
		number
	>;
}

function warmUp(run: () => unknown): void {
	const until = performance.now() + warmUpMilliseconds;
	do run();
	while (performance.now() < until);
}

/** Median milliseconds of processor of one side. */
export const cpuOf = (run: () => unknown): number => compareCpu({ run }).run;
