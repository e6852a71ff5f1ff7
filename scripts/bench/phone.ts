import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type CDPSession, type Page } from 'playwright';
import { findChromium } from '../check/find-chromium.ts';
import { startServer } from '../check/running-server.ts';
import { write, type Row } from './rows.ts';
import { withSoftwareCard } from './software-browser.ts';

const root = resolve(import.meta.dirname, '../..');

/** What a first visit may take, in seconds and requests. */
const limits = { text: 3, map: 8, requests: 45 };
const visits = 3;

/** The slow line of Lighthouse (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md). */
const slow4G = { latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 768_000 / 8 };
const slowerProcessor = 4;

interface Visit {
	/** Seconds from the navigation to the first text, to the map that can be moved, and to everything on it. */
	text: number;
	map: number;
	whole: number;
	/** Until then. */
	requests: number;
	bytes: number;
	/** Of the page's main thread, in seconds, as slow as it is made. */
	main: number;
}

/** A phone of 360 px that has never been here: slow 4G, a processor four times slower. */
export async function measurePhone(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		const server = await startServer({ FORGETERRE_DATA: data, FORGETERRE_IGN_URL: 'off' });
		try {
			const executablePath = await findChromium(root);
			// The first one has the server make what it keeps.
			await firstVisit(server.address, executablePath);
			const found: Visit[] = [];
			for (let visit = 0; visit < visits; visit += 1)
				found.push(await firstVisit(server.address, executablePath));
			return rowsOf(found);
		} finally {
			await server.stop();
		}
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}

function rowsOf(found: readonly Visit[]): Row[] {
	const middle = (key: keyof Visit) =>
		found.map((visit) => visit[key]).toSorted((a, b) => a - b)[Math.floor(found.length / 2)] ??
		Number.NaN;
	const seconds = (what: string, key: 'text' | 'map'): Row => ({
		...{ what: `${what}, 4G lente, processeur ÷ 4`, value: `${write(middle(key), 1)} s` },
		...{ beside: `limite : ${write(limits[key])} s`, holds: middle(key) <= limits[key] }
	});
	return [
		seconds('Premier texte d’un téléphone', 'text'),
		seconds('Carte utilisable d’un téléphone', 'map'),
		{
			what: 'Carte dessinée en entier, 4G lente, processeur ÷ 4',
			value: `${write(middle('whole'), 1)} s`
		},
		{
			...{ what: 'Demandes jusqu’à la carte', value: write(middle('requests')) },
			...{ beside: `limite : ${write(limits.requests)}` },
			holds: middle('requests') <= limits.requests
		},
		{ what: 'Octets jusqu’à la carte', value: `${write(middle('bytes') / 1000)} ko` },
		{ what: 'Fil principal, processeur ÷ 4', value: `${write(middle('main'), 1)} s` }
	];
}

async function firstVisit(address: string, executablePath: string): Promise<Visit> {
	const browser = await chromium.launch({ executablePath, args: withSoftwareCard });
	try {
		const context = await browser.newContext({
			...{ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
			...{ hasTouch: true, isMobile: true }
		});
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		let requests = 0;
		let bytes = 0;
		// What the browser takes from its own memory, the icon a second time, asks nobody.
		const asked = ({ response }: { response: { url: string; fromDiskCache?: boolean } }) => {
			if (response.url.startsWith(address) && response.fromDiskCache !== true) requests += 1;
		};
		session.on('Network.responseReceived', asked);
		session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
		await slowDown(session);
		await page.goto(address);
		const whole = await entryTime(page, 'forgeterre:map-idle');
		const { metrics } = await session.send('Performance.getMetrics');
		const main = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
		const text = await entryTime(page, 'first-contentful-paint');
		const map = await entryTime(page, 'forgeterre:map-shown');
		return { text, map, whole, requests, bytes, main };
	} finally {
		await browser.close();
	}
}

async function slowDown(session: CDPSession): Promise<void> {
	await session.send('Performance.enable');
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', { offline: false, ...slow4G });
	await session.send('Emulation.setCPUThrottlingRate', { rate: slowerProcessor });
}

/** Seconds from the navigation to an entry of the page's own clock. */
async function entryTime(page: Page, name: string): Promise<number> {
	const entry = await page.waitForFunction(
		(asked) => performance.getEntriesByName(asked)[0]?.startTime,
		name,
		{ timeout: 120_000 }
	);
	return Number(await entry.jsonValue()) / 1000;
}
