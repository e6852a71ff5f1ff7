import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { FeatureCollection, Geometry } from 'geojson';
import { inheritedEnvironment } from '#env';
import { findChromium } from '../check/find-chromium.ts';
import { startServer } from '../check/running-server.ts';
import { write, type Row } from './rows.ts';

const root = resolve(import.meta.dirname, '../..');
/** Fetched by npx for this measure alone: it brings 114 packages that nothing else needs. */
const lighthouse = 'lighthouse@13.5.0';
const runs = 3;
/** Least score of 100 on the desktop preset, by category of Lighthouse. */
const limits = {
	performance: 90,
	accessibility: 100,
	'best-practices': 100,
	seo: 100
} as const;
type Category = keyof typeof limits;
const categories = Object.keys(limits) as Category[];
type Scores = Record<Category, number>;

/** Lighthouse on the pages that somebody finds us by: each category at its worst of three visits, without a graphics card. */
export async function measureLighthouse(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		const executablePath = await findChromium(root);
		const server = await startServer({ FORGETERRE_DATA: data });
		try {
			const plots = (await (
				await fetch(`${server.address}/ogc/collections/terrains/items?f=json&limit=1`)
			).json()) as FeatureCollection<Geometry | null>;
			const plot = String(plots.features[0]?.properties?.terr_id);
			const pages = ['/', `/plots/${plot}`, '/demande', '/proposer'];
			const rows: Row[] = [];
			for (const page of pages)
				rows.push(...(await pageRows(page, server.address, { executablePath, data })));
			return rows;
		} finally {
			await server.stop();
		}
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}

async function pageRows(
	page: string,
	address: string,
	place: { executablePath: string; data: string }
): Promise<Row[]> {
	const found: Scores[] = [];
	for (let run = 0; run < runs; run += 1) found.push(await scores(address + page, place));
	return categories.map((category) => {
		const least = Math.min(...found.map((each) => each[category]));
		return {
			what: `Lighthouse, ordinateur, ${page} : ${category}`,
			value: write(least),
			beside: `limite : ${limits[category]}`,
			holds: least >= limits[category]
		};
	});
}

/** @throws Error with what npx or Lighthouse said, where one of them fails */
async function scores(
	address: string,
	{ executablePath, data }: { executablePath: string; data: string }
): Promise<Scores> {
	const report = join(data, 'lighthouse.json');
	await promisify(execFile)(
		'npx',
		[
			...['--yes', lighthouse, address, '--preset=desktop', '--quiet'],
			...[`--only-categories=${categories.join()}`],
			...['--output=json', `--output-path=${report}`],
			'--chrome-flags=--headless=new --no-sandbox'
		],
		{ cwd: data, env: inheritedEnvironment({ CHROME_PATH: executablePath }), timeout: 180_000 }
	);
	const found = JSON.parse(readFileSync(report, 'utf8')) as {
		categories: Record<Category, { score: number | null }>;
	};
	const of = (category: Category) =>
		Math.round((found.categories[category].score ?? Number.NaN) * 100);
	return Object.fromEntries(categories.map((category) => [category, of(category)])) as Scores;
}
