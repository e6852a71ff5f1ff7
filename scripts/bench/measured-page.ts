import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { withSoftwareCard } from './software-browser.ts';

export type MeasuredPage = {
	/** Gzipped bytes of every script that the page and its workers loaded. */
	scriptBytes: number;
	/** Gzipped bytes of the whole-territory answers that it read. */
	payloadBytes: number;
	/** Seconds from the navigation to the mark `forgeterre:map-idle`. */
	mapSeconds: number;
};

/** Opens the map in a headless Chromium without any cache and waits until it is drawn. */
export async function measurePage(address: string, executablePath: string): Promise<MeasuredPage> {
	const browser = await chromium.launch({ executablePath, args: withSoftwareCard });
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		const requested = new Set<string>();
		page.context().on('request', (request) => requested.add(request.url()));
		page.on('worker', (worker) => requested.add(worker.url()));
		await page.goto(address);
		const mark = await page.waitForFunction(
			() => performance.getEntriesByName('forgeterre:map-idle')[0]?.startTime,
			undefined,
			{ timeout: 120_000 }
		);
		const addresses = [...requested].filter((url) => url.startsWith(address));
		return {
			scriptBytes: await gzippedBytes(addresses.filter((url) => /\.m?js(\?|$)/.test(url))),
			payloadBytes: await gzippedBytes(addresses.filter((url) => /\/items|\/atlas\//.test(url))),
			mapSeconds: Number(await mark.jsonValue()) / 1000
		};
	} finally {
		await browser.close();
	}
}

/** Sum of what travels for these addresses to a client that takes gzip. */
async function gzippedBytes(addresses: string[]): Promise<number> {
	const sizes = await Promise.all(addresses.map((address) => transferredBytes(address)));
	return sizes.reduce((sum, size) => sum + size, 0);
}

function transferredBytes(address: string): Promise<number> {
	return new Promise((resolve, reject) => {
		get(address, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
			let size = 0;
			response.on('data', (chunk: Buffer) => (size += chunk.length));
			response.on('end', () => {
				resolve(size);
			});
		}).on('error', reject);
	});
}

/** MapLibre as it ships, with its worker, gzipped: the floor of any map. */
export function mapLibreBytes(root: string): number {
	const folder = join(root, 'node_modules/maplibre-gl/dist');
	return ['maplibre-gl.mjs', 'maplibre-gl-worker.mjs']
		.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length)
		.reduce((sum, size) => sum + size, 0);
}
