import type { FeatureCollection, Geometry } from 'geojson';
import { chromium, type CDPSession, type Page } from 'playwright';
import { manyFeatures, manyPlots } from '../../tests/bench/many-records.ts';
import { startServer } from '../check/running-server.ts';
import { startMapServer, type MapServer } from './map-server.ts';
import { sliderTimes } from './slider.ts';
import { withoutCard } from './software-browser.ts';

/** Numbers of plots, and visits of each side that a figure is the median of. */
const usual = { counts: [400, 3_000, 30_000], rounds: 3 };

type Side = 'ours' | 'bare';
/** Seconds: from the navigation to the painted map, main thread, all threads of the page's process. */
interface Painted {
	wall: number;
	main: number;
	cpu: number;
}

const packedAddress = '/atlas/terrains';
const itemsOf = (collection: string) => `/ogc/collections/${collection}/items`;
const marks: Record<Side, string> = { ours: 'forgeterre:map-idle', bare: 'nu:map-idle' };

const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const written = (value: number, digits: number) => value.toFixed(digits).replace('.', ',');

/**
 * Our page beside MapLibre alone with the same data, one after the other in turns: the map painted with 400, 3,000
 * and 30,000 plots, over a slow line on a slow machine, and the slider with ten times the sites and firms.
 * @param data an empty folder for the embedded database with the demonstration
 * @returns lines of a table, in French
 */
export async function measureMap(
	data: string,
	executablePath: string,
	{ counts, rounds } = usual
): Promise<[what: string, value: string][]> {
	const server = await startServer({ FORGETERRE_DATA: data });
	const front = await startMapServer(server.address);
	try {
		const read = async (path: string): Promise<unknown> =>
			(await fetch(server.address + path)).json();
		const demonstration = (await read(packedAddress)) as Parameters<typeof manyPlots>[0];
		const rows: [string, string][] = [];
		for (const count of counts) {
			servePlots(front, demonstration, count);
			const { ours, bare } = await interleaved(front.address, executablePath, {
				rounds,
				slow: false
			});
			rows.push(...compared(`${count.toLocaleString('fr')} terrains`, ours, bare, 1.5));
		}
		servePlots(front, demonstration, counts[0] ?? 0);
		const slow = await interleaved(front.address, executablePath, { rounds, slow: true });
		rows.push(...compared('10 Mbit/s, processeur ÷ 4', slow.ours, slow.bare, 2));
		servePlots(front, demonstration, 30_000);
		for (const [collection, count, key] of [
			['sites', 450, 'site_id'],
			['etablissements', 4_300, 'siret']
		] as const) {
			const page = (await read(
				`${itemsOf(collection)}?f=json&limit=10000`
			)) as FeatureCollection<Geometry | null>;
			front.serve(itemsOf(collection), manyFeatures(page, count, key));
		}
		const slider = median(await sliderTimes(front.address, executablePath));
		rows.push([
			'Du curseur à la carte peinte, 30 000 terrains, 450 sites, 4 300 entreprises (visé : 100 ms)',
			`${slider.toFixed(0)} ms`
		]);
		return rows;
	} finally {
		front.close();
		await server.stop();
	}
}

function servePlots(front: MapServer, packed: Parameters<typeof manyPlots>[0], count: number) {
	const plots = manyPlots(packed, count);
	front.serve(packedAddress, plots.packed);
	front.serve('/nu/terrains.geojson', plots.geojson);
}

function compared(what: string, ours: Painted, bare: Painted, aim: number): [string, string][] {
	const line = (name: string, mine: number, other: number): [string, string] => [
		`${what} : ${name}, rapporté à MapLibre seul (${written(other, 2)} s ; visé : ${written(aim, 1)} au plus)`,
		`${written(mine, 2)} s, × ${written(mine / other, 2)}`
	];
	return [
		line('carte peinte', ours.wall, bare.wall),
		line('fil principal', ours.main, bare.main),
		line('processeur', ours.cpu, bare.cpu)
	];
}

async function interleaved(
	address: string,
	executablePath: string,
	{ rounds, slow }: { rounds: number; slow: boolean }
) {
	const found: Record<Side, Painted[]> = { ours: [], bare: [] };
	for (let round = 0; round < rounds; round += 1)
		for (const side of ['bare', 'ours'] as const)
			found[side].push(await painted(address, executablePath, side, slow));
	const middle = (side: Side): Painted => ({
		wall: median(found[side].map(({ wall }) => wall)),
		main: median(found[side].map(({ main }) => main)),
		cpu: median(found[side].map(({ cpu }) => cpu))
	});
	return { ours: middle('ours'), bare: middle('bare') };
}

/** One visit of a browser that has seen nothing yet. */
async function painted(
	address: string,
	executablePath: string,
	side: Side,
	slow: boolean
): Promise<Painted> {
	const browser = await chromium.launch({ executablePath, args: withoutCard });
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		if (slow) await slowDown(session);
		const box = encodeURIComponent('[[4.1,49.5],[5.4,50.2]]');
		await page.goto(side === 'ours' ? address : `${address}/nu/?cadre=${box}`);
		const wall = await drawnTime(page, marks[side]);
		const { metrics } = await session.send('Performance.getMetrics');
		const of = (name: string) =>
			metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
		return { wall, main: of('TaskDuration'), cpu: of('ProcessTime') };
	} finally {
		await browser.close();
	}
}

async function slowDown(session: CDPSession): Promise<void> {
	const bytesASecond = 10_000_000 / 8;
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 40,
		downloadThroughput: bytesASecond,
		uploadThroughput: bytesASecond
	});
	await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** Seconds from the navigation until what the map had asked for at a mark is drawn, not only asked for. */
async function drawnTime(page: Page, mark: string): Promise<number> {
	await page.waitForFunction((asked) => performance.getEntriesByName(asked).length > 0, mark, {
		timeout: 180_000
	});
	const milliseconds = await page.evaluate(() => {
		const gl = document
			.querySelector<HTMLCanvasElement>('.maplibregl-canvas')
			?.getContext('webgl2');
		if (!gl) throw new Error('The map has no WebGL context.');
		gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
		return performance.now();
	});
	return milliseconds / 1000;
}
