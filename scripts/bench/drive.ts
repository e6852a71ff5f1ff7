import autocannon from 'autocannon';
import { cpuDuring } from './process-cpu.ts';
import { percentile } from './rounds.ts';

export interface Course {
	/** For example http://127.0.0.1:3000 */
	address: string;
	/** The path of the next request. */
	path: () => string;
	/** Visitors who each ask again as soon as they are answered. */
	clients: number;
	seconds: number;
	headers?: Record<string, string>;
	/** Processes whose processor time is counted. */
	pids?: readonly number[];
}

/** What came of a course. */
export interface Driven {
	/** Answers of 200 a second. */
	rate: number;
	/** Milliseconds that 95 of 100 answers did not pass. */
	p95: number;
	/** Connections that broke, answers that did not come, and answers other than 200. */
	errors: number;
	/** Milliseconds of processor of the processes for each answer. */
	cpuPerAnswer: number;
}

/** Asks once for nothing, so that everything stands ready. @throws Error where the answer is none or not 200 */
export async function askOnce({ address, path, headers = {} }: Course): Promise<void> {
	const asked = address + path();
	const response = await fetch(asked, { headers });
	const text = await response.text();
	if (response.status !== 200)
		throw new Error(`${asked} : ${response.status} ${text.slice(0, 200)}`);
}

/** Asks for a bounded time, and throws where nothing at all was answered. */
export async function drive({ pids = [], ...course }: Course): Promise<Driven> {
	await askOnce(course);
	const taken: number[] = [];
	let others = 0;
	const run = async () => {
		const begin = performance.now();
		const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
			const running = autocannon(
				{
					url: course.address,
					connections: course.clients,
					duration: course.seconds,
					timeout: 30,
					headers: course.headers ?? {},
					requests: [{ setupRequest: (request) => ({ ...request, path: course.path() }) }]
				},
				(fault: Error | null, result) => {
					if (fault) reject(fault);
					else resolve(result);
				}
			);
			running.on('response', (_client, status, _bytes, milliseconds) => {
				if (status === 200) taken.push(milliseconds);
				else others += 1;
			});
		});
		return { broken: errors + timeouts, seconds: (performance.now() - begin) / 1000 };
	};
	const { answer, cpu } = await cpuDuring(pids, run);
	if (taken.length === 0)
		throw new Error(
			`${course.address}${course.path()} : aucune réponse 200 en ${course.seconds} s.`
		);
	return {
		rate: taken.length / answer.seconds,
		p95: percentile(taken, 0.95),
		errors: answer.broken + others,
		cpuPerAnswer: (cpu * 1000) / taken.length
	};
}
