import type { RunningServer } from '../check/running-server.ts';
import { etagOf, writePlot } from './reread.ts';
import { median } from './rounds.ts';
import { milliseconds, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { keysOf } from './territory-pages.ts';

const rounds = 3;
const mostRereadSeconds = 240;
const pollMilliseconds = 100;
/** What the figures of a territory may take, embedded at some thousand plots and on PostgreSQL at 300,000. */
const limits = { embedded: 150, postgres: 300 };

/** Milliseconds until the planner's page has come whole. */
async function figuresTaken({ address }: RunningServer): Promise<number> {
	const begin = performance.now();
	const response = await fetch(`${address}/analyse`);
	await response.text();
	if (response.status !== 200) throw new Error(`/analyse : ${response.status}`);
	return performance.now() - begin;
}

/** From a write until the new records are served: the longest wait for figures, and the first ones made of them. */
async function afterWrite(server: RunningServer, write: () => Promise<void>) {
	const former = await etagOf(server.address);
	const begin = performance.now();
	await write();
	const meanwhile = [await figuresTaken(server)];
	while ((await etagOf(server.address)) === former) {
		if (performance.now() - begin > mostRereadSeconds * 1000)
			throw new Error(`Rien de neuf n’est servi ${mostRereadSeconds} s après une écriture.`);
		await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
	}
	return { meanwhile: Math.max(...meanwhile), first: await figuresTaken(server) };
}

/** What the first visitor of the planner's page waits for its figures after a write, and the next ones. */
export async function measureFigures({
	database,
	engine,
	plots,
	secretKey,
	start
}: ServedPlots): Promise<Row[]> {
	const server = await start();
	try {
		const [plot = ''] = await keysOf(server.address, 'terrains');
		const write = () => writePlot(server, secretKey, encodeURIComponent(plot));
		await figuresTaken(server);
		await afterWrite(server, write);
		const after: Awaited<ReturnType<typeof afterWrite>>[] = [];
		const warm: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			after.push(await afterWrite(server, write));
			warm.push(await figuresTaken(server), await figuresTaken(server));
		}
		const limit = database ? limits.postgres : limits.embedded;
		const row = (what: string, taken: readonly number[]): Row => ({
			what: `${what}, ${plots} terrains, ${engine}`,
			value: milliseconds(median(taken)),
			beside: `limite : ${limit} ms`,
			holds: median(taken) <= limit
		});
		return [
			row(
				'/analyse, aussitôt après une écriture',
				after.map(({ meanwhile }) => meanwhile)
			),
			row(
				'/analyse, premiers chiffres des nouvelles fiches',
				after.map(({ first }) => first)
			),
			row('/analyse, ensuite', warm)
		];
	} finally {
		await server.stop();
	}
}
