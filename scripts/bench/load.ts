import type { BenchOptions } from './options.ts';
import { drive } from './drive.ts';
import { milliseconds, perSecond, write, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { visitorPaths } from './visitor-paths.ts';

const visitors = 100;
const warmUpSeconds = 3;
const limits = { rate: 500, p95: 300 };

/** A hundred visitors of mixed pages at once, each asking again as soon as they are answered. */
export async function measureLoad(
	{ engine, plots, start }: ServedPlots,
	{ seconds }: BenchOptions
): Promise<Row[]> {
	const server = await start();
	try {
		const { address, pid } = server;
		const path = await visitorPaths(address);
		const course = { address, path, clients: visitors, headers: { 'accept-encoding': 'gzip, br' } };
		await drive({ ...course, seconds: warmUpSeconds });
		const driven = await drive({ ...course, seconds, pids: [pid] });
		return [
			{
				what: `100 visiteurs, pages mêlées, ${seconds} s, ${plots} terrains, ${engine}`,
				value: perSecond(driven.rate),
				beside: `visé : ${limits.rate} /s au moins`,
				holds: driven.rate >= limits.rate
			},
			{
				what: '… 95 réponses sur 100',
				value: milliseconds(driven.p95),
				beside: `limite : ${limits.p95} ms`,
				holds: driven.p95 <= limits.p95
			},
			{
				what: '… erreurs',
				value: String(driven.errors),
				beside: 'limite : 0',
				holds: driven.errors === 0
			},
			{ what: '… processeur par réponse', value: `${write(driven.cpuPerAnswer, 2)} ms` }
		];
	} finally {
		await server.stop();
	}
}
