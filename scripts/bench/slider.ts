import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../check/find-chromium.ts';
import { runToEnd, startServer } from '../check/running-server.ts';
import { milliseconds, type Row } from './rows.ts';
import { writeSyntheticPlots } from './synthetic-file.ts';
import { withSoftwareCard } from './software-browser.ts';

const root = resolve(import.meta.dirname, '../..');
const mostMilliseconds = 100;
const plotCount = 30_000;
const runs = 21;

/** Moves the slider one stop and waits for the page's own measure of its answer, in ms. */
async function answerTime(page: Page, index: number): Promise<number> {
	// The visitor looks at the answer before asking again: no answer is measured during the one before it.
	await page.waitForTimeout(400);
	const before = await page.evaluate(
		() => performance.getEntriesByName('forgeterre:answered').length
	);
	await page
		.getByRole('slider', { name: 'Surface minimale' })
		.press(index % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
	const measure = await page.waitForFunction(
		(count) => performance.getEntriesByName('forgeterre:answered').slice(count).at(-1)?.duration,
		before
	);
	return Number(await measure.jsonValue());
}

/**
 * From the release of the slider to the painted map with 30,000 plots: median of 21 runs in ms, by the page's own
 * marks, in headless Chromium with software rendering.
 */
async function measureSlider(data: string, executablePath: string): Promise<number> {
	const file = join(data, 'terrains.geojson');
	writeSyntheticPlots(file, plotCount);
	const { code, errors } = await runToEnd('import', [file, '--hors-territoire'], {
		FORGETERRE_DATA: data
	});
	if (code !== 0) throw new Error(`Import des terrains synthétiques : ${errors}`);
	const server = await startServer({ FORGETERRE_DATA: data });
	try {
		const times = await sliderTimes(server.address, executablePath);
		return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
	} finally {
		await server.stop();
	}
}

/** Opens the page of a server and moves its slider; the times of each answer in ms. */
export async function sliderTimes(address: string, executablePath: string): Promise<number[]> {
	const browser = await chromium.launch({ executablePath, args: withSoftwareCard });
	try {
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		await page.goto(address, { timeout: 120_000 });
		await page.waitForFunction(
			() => performance.getEntriesByName('forgeterre:map-idle').length > 0,
			undefined,
			{ timeout: 180_000 }
		);
		// The first two warm the compiler up.
		for (let warm = 0; warm < 2; warm += 1) await answerTime(page, warm);
		const times: number[] = [];
		for (let index = 0; index < runs; index += 1) times.push(await answerTime(page, index));
		return times;
	} finally {
		await browser.close();
	}
}

/** The slider's answer in a folder of its own, beside its limit. */
export async function measureSliderAnswer(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		const answer = await measureSlider(data, await findChromium(root));
		return [
			{
				what: 'Du curseur relâché à la carte peinte, 30 000 terrains',
				value: milliseconds(answer),
				beside: `limite : ${mostMilliseconds} ms`,
				holds: answer <= mostMilliseconds
			}
		];
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}
