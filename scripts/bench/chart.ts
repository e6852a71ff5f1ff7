import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../check/find-chromium.ts';
import { startServer } from '../check/running-server.ts';
import { median } from './rounds.ts';
import { milliseconds, type Row } from './rows.ts';

const root = resolve(import.meta.dirname, '../..');
const mostMilliseconds = 100;
const warmUps = 3;

/** From the press of a bar to the frame after the one that draws its records, in ms; every bar of the page once. */
async function clickTimes(page: Page): Promise<number[]> {
	const bars = page.locator('figure a[data-sveltekit-noscroll]');
	const times: number[] = [];
	for (let nth = 0; nth < (await bars.count()); nth += 1) {
		times.push(
			await bars.nth(nth).evaluate(
				(bar) =>
					new Promise<number>((resolve) => {
						const title = document.querySelector('.behind h2');
						const begin = performance.now();
						const drawn = () => {
							requestAnimationFrame(() => {
								setTimeout(() => {
									resolve(performance.now() - begin);
								});
							});
						};
						new MutationObserver((_, observer) => {
							observer.disconnect();
							drawn();
						}).observe(title ?? document.body, {
							characterData: true,
							childList: true,
							subtree: true
						});
						bar.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
					})
			)
		);
		// Whoever clicks looks at the answer before the next click.
		await page.waitForTimeout(100);
	}
	return times;
}

/** From a click in a chart of `/analyse` to its records on the map beside, on the demonstration set. */
export async function measureChart(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	const server = await startServer({ FORGETERRE_DATA: data });
	const browser = await chromium.launch({
		executablePath: await findChromium(root),
		args: ['--no-sandbox']
	});
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await page.goto(`${server.address}/analyse`, { waitUntil: 'networkidle' });
		const times = (await clickTimes(page)).slice(warmUps).toSorted((a, b) => a - b);
		const slowest = times.at(-1) ?? Number.NaN;
		return [
			{
				what: `Du clic dans un graphique à la carte filtrée, médiane de ${String(times.length)} barres`,
				value: milliseconds(median(times)),
				beside: `limite : ${String(mostMilliseconds)} ms`,
				holds: median(times) <= mostMilliseconds
			},
			{ what: 'Le même, barre la plus lente', value: milliseconds(slowest) }
		];
	} finally {
		await browser.close();
		await server.stop();
		rmSync(data, { recursive: true, force: true });
	}
}
