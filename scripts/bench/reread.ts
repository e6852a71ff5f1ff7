import { Agent, get } from 'node:http';
import type { RunningServer } from '../check/running-server.ts';
import { percentile, median } from './rounds.ts';
import { milliseconds, write, type Row } from './rows.ts';
import type { ServedPlots } from './served-plots.ts';
import { keysOf } from './territory-pages.ts';

const rounds = 3;
/** One request in so many milliseconds, answered or not: a visitor who waits does not keep others from coming. */
const trickleMilliseconds = 20;
const quietSeconds = 5;
const mostRereadSeconds = 180;
const mostHeldMilliseconds = 50;

interface Trickle {
	longest: number;
	p99: number;
	errors: number;
	seconds: number;
}

const agent = new Agent({ keepAlive: true });

/** The status of an answer, 0 where none comes. It is let go as it comes: who unpacks it keeps themselves waiting. */
function statusOf(address: string): Promise<number> {
	return new Promise((resolve) => {
		const headers = { 'accept-encoding': 'gzip' };
		get(address, { agent, headers }, (response) => {
			response.once('end', () => resolve(response.statusCode ?? 0));
			response.once('error', () => resolve(0));
			response.resume();
		}).once('error', () => resolve(0));
	});
}

/** Asks steadily until it is told to stop. */
async function trickle(paths: string[], address: string, until: () => boolean): Promise<Trickle> {
	const taken: number[] = [];
	const pending: Promise<void>[] = [];
	let errors = 0;
	const ask = async (path: string) => {
		const begin = performance.now();
		if ((await statusOf(address + path)) !== 200) errors += 1;
		taken.push(performance.now() - begin);
	};
	const begin = performance.now();
	for (let index = 0; !until(); index += 1) {
		pending.push(ask(paths[index % paths.length] as string));
		const next = begin + (index + 1) * trickleMilliseconds;
		await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - performance.now())));
	}
	await Promise.all(pending);
	const seconds = (performance.now() - begin) / 1000;
	return { longest: Math.max(...taken), p99: percentile(taken, 0.99), errors, seconds };
}

const probe = '/ogc/collections/terrains/items?limit=1';
export const etagOf = async (address: string) => (await fetch(address + probe)).headers.get('etag');

/** Writes one plot through the REST API, as an import or an agent does. */
export async function writePlot(
	{ address }: RunningServer,
	key: string,
	plot: string
): Promise<void> {
	const response = await fetch(`${address}/rest/v1/terrain_eco?terr_id=eq.${plot}`, {
		method: 'PATCH',
		headers: {
			apikey: key,
			authorization: `Bearer ${key}`,
			'content-type': 'application/json',
			prefer: 'return=minimal'
		},
		body: JSON.stringify({ terr_lot: `Lot ${Date.now()}` })
	});
	if (!response.ok) throw new Error(`Écriture : ${response.status} ${await response.text()}`);
}

/** A trickle during which a plot is written, until the new territory is served. */
async function duringReread(server: RunningServer, paths: string[], write: () => Promise<void>) {
	const former = await etagOf(server.address);
	let served = false;
	const running = trickle(paths, server.address, () => served);
	const begin = performance.now();
	await write();
	while ((await etagOf(server.address)) === former) {
		if (performance.now() - begin > mostRereadSeconds * 1000)
			throw new Error(`Rien de neuf n’est servi ${mostRereadSeconds} s après une écriture.`);
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	// The pages that were kept are made anew: that belongs to it.
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	served = true;
	return running;
}

/** How long requests are held while the territory is read again after a write. */
export async function measureReread({
	engine,
	plots,
	secretKey,
	start
}: ServedPlots): Promise<Row[]> {
	const server = await start();
	try {
		const [plot = ''] = await keysOf(server.address, 'terrains');
		const paths = [
			'/',
			`/plots/${encodeURIComponent(plot)}`,
			'/ogc/collections/terrains/items?limit=10',
			'/ogc/collections/terrains/items?limit=10&surface_min=2'
		];
		const quiet = () => {
			const until = performance.now() + quietSeconds * 1000;
			return trickle(paths, server.address, () => performance.now() > until);
		};
		const write = () => writePlot(server, secretKey, encodeURIComponent(plot));
		await quiet();
		await duringReread(server, paths, write);
		const [without, during]: [Trickle[], Trickle[]] = [[], []];
		for (let round = 0; round < rounds; round += 1) {
			without.push(await quiet());
			during.push(await duringReread(server, paths, write));
		}
		return rowsOf(`${plots} terrains, ${engine}`, without, during);
	} finally {
		await server.stop();
	}
}

function rowsOf(name: string, without: Trickle[], during: Trickle[]): Row[] {
	const of = (trickles: Trickle[], pick: 'longest' | 'p99' | 'seconds') =>
		median(trickles.map((one) => one[pick]));
	const held = of(during, 'longest') - of(without, 'longest');
	const errors = [...without, ...during].reduce((sum, one) => sum + one.errors, 0);
	return [
		{
			what: `Après une écriture, la plus longue attente, ${name}`,
			value: milliseconds(of(during, 'longest')),
			beside: `${milliseconds(of(without, 'longest'))} sans écriture ; retenue en plus : ${milliseconds(Math.max(0, held))} (limite : ${mostHeldMilliseconds} ms)`,
			holds: held <= mostHeldMilliseconds
		},
		{
			what: '… 99 requêtes sur 100',
			value: milliseconds(of(during, 'p99')),
			beside: `${milliseconds(of(without, 'p99'))} sans écriture`
		},
		{
			what: '… de l’écriture au nouveau territoire servi',
			value: `${write(of(during, 'seconds') - 1, 1)} s`
		},
		{ what: '… erreurs', value: String(errors), beside: 'limite : 0', holds: errors === 0 }
	];
}
