/** What `npm run bench` can measure: a line a part. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../check/find-chromium.ts';

import { measureAssembly } from './assembly.ts';
import { measureChart } from './chart.ts';
import { measureDocuments } from './documents.ts';
import { measureExport } from './export.ts';
import { measureFigures } from './figures.ts';
import { measureFit } from './fit.ts';
import { measureHalls, measureHallsInSql } from './halls.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureLoad } from './load.ts';
import { measureMap } from './map.ts';
import { measureOgcPage } from './ogc-page.ts';
import { measureOgcSearch } from './ogc-search.ts';
import type { BenchOptions } from './options.ts';
import { measurePhone } from './phone.ts';
import { measureReread } from './reread.ts';
import type { Row } from './rows.ts';
import { servedPlots, type ServedPlots } from './served-plots.ts';
import { measureSliderAnswer } from './slider.ts';
import { measureStart } from './start.ts';
import { measureStaticRate } from './static-rate.ts';
import { measureCampaigns } from '../../tests/bench/campaigns.ts';
import { measureImport } from '../../tests/bench/import.ts';
import { measureSearch } from '../../tests/bench/search.ts';

export interface Part {
	/** Parts that are asked for by one name, besides their own. */
	group?: 'server';
	/** Rows as they come, so that a long bench says what it has found. */
	measure: (options: BenchOptions) => AsyncIterable<Row[]>;
}

/** A part that needs no territory of its own. */
async function* alone(measure: () => Row[] | Promise<Row[]>): AsyncGenerator<Row[]> {
	yield await measure();
}

const plain = (rows: readonly (readonly [what: string, value: string])[]): Row[] =>
	rows.map(([what, value]) => ({ what, value }));

async function measureMapInOwnFolder(): Promise<Row[]> {
	const data = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		const root = resolve(import.meta.dirname, '../..');
		return plain(await measureMap(data, await findChromium(root)));
	} finally {
		rmSync(data, { recursive: true, force: true });
	}
}

/** A part that is measured at each size on each engine. */
async function* atEachSize(
	options: BenchOptions,
	...measures: ((served: ServedPlots, options: BenchOptions) => Promise<Row[]>)[]
): AsyncGenerator<Row[]> {
	for await (const served of servedPlots(options)) {
		for (const measure of measures) yield await measure(served, options);
	}
}

export const parts: Record<string, Part> = {
	start: { measure: () => alone(measureStart) },
	phone: { measure: () => alone(measurePhone) },
	lighthouse: { measure: () => alone(measureLighthouse) },
	chart: { measure: () => alone(measureChart) },
	slider: { measure: () => alone(measureSliderAnswer) },
	map: { measure: () => alone(measureMapInOwnFolder) },
	fit: {
		measure: () =>
			alone(async () => [...measureFit(), ...measureHalls(), ...(await measureHallsInSql())])
	},
	assembly: { measure: () => alone(measureAssembly) },
	documents: { measure: () => alone(measureDocuments) },
	export: { measure: measureExport },
	import: { measure: () => alone(async () => plain(await measureImport())) },
	search: { measure: () => alone(measureSearch) },
	ogc: {
		group: 'server',
		measure: (options) => atEachSize(options, measureOgcSearch, measureOgcPage)
	},
	reread: { group: 'server', measure: (options) => atEachSize(options, measureReread) },
	figures: {
		group: 'server',
		measure: (options) => atEachSize(options, measureFigures, measureCampaigns)
	},
	static: { group: 'server', measure: (options) => atEachSize(options, measureStaticRate) },
	load: { group: 'server', measure: (options) => atEachSize(options, measureLoad) }
};

/** The parts of a name, or all. @throws Error naming what was given and what there is */
export function partsNamed(name: string | undefined): Part[] {
	const named = Object.entries(parts).filter(
		([own, { group }]) => name === undefined || own === name || group === name
	);
	if (named.length > 0) return named.map(([, part]) => part);
	const known = [...Object.keys(parts), 'server'].map((each) => `« ${each} »`).join(', ');
	throw new Error(`La mesure « ${name} » n’existe pas ; ${known} ou rien était attendu.`);
}
