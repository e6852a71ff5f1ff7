import { statSync } from 'node:fs';
import { plotColumns } from '#lib/domain/plot.ts';
import type { WrittenColumn, WrittenLayer } from '#lib/formats/written/contract.ts';
import { writtenFormats } from '#lib/formats/index.ts';
import { writeInThread } from '#lib/server/export/write-in-thread.ts';
import { syntheticRecords } from '../../tests/bench/synthetic-plots.ts';
import { milliseconds, write, type Row } from './rows.ts';

const plotCount = 30_000;
const mostMilliseconds = 5_000;
const lotSize = 500;

/** Columns as many as the public ones, a third of them numbers. */
const columns: readonly WrittenColumn[] = Object.keys(plotColumns).map((name, at) => ({
	name,
	type: at % 3 === 2 ? 'number' : 'text',
	description: ''
}));

/** Plots with something in three columns of four, as text in lots. */
function syntheticLots(): Uint8Array<ArrayBuffer>[] {
	const { plots } = syntheticRecords(plotCount);
	const features = plots.map(({ id, geometry }, index) => {
		const valueOf = ({ type }: WrittenColumn, at: number) =>
			(index + at) % 4 === 3 ? null : type === 'number' ? (index * at) / 7 : `${id} ${String(at)}`;
		const properties = Object.fromEntries(
			columns.map((column, at) => [column.name, valueOf(column, at)])
		);
		return JSON.stringify({ type: 'Feature', geometry, properties });
	});
	return Array.from({ length: Math.ceil(plotCount / lotSize) }, (_, lot) =>
		new TextEncoder().encode(features.slice(lot * lotSize, (lot + 1) * lotSize).join(','))
	);
}

const layer: WrittenLayer = {
	...{ name: 'terrains', columns, shape: 'surface', system: 2154, count: plotCount },
	about: {
		...{ title: 'Terrains', notes: [], source: 'bench', date: '2026-01-01', licence: '–' },
		demonstration: true
	}
};

/** Every format of 30,000 plots, in Lambert-93: how long its thread takes, and what the process grows by meanwhile. */
export async function* measureExport(): AsyncGenerator<Row[]> {
	const lots = syntheticLots();
	// Each lot is handed over, and is gone then.
	const lists = async function* () {
		for (const lot of lots) yield await Promise.resolve(lot.slice());
	};
	for (const { id, label } of writtenFormats) {
		const before = process.memoryUsage().rss;
		let most = before;
		const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
		const start = performance.now();
		const file = await writeInThread({
			...{ format: id, parts: [{ layer, lists }], signal: new AbortController().signal }
		});
		const taken = performance.now() - start;
		clearInterval(watch);
		if (file === 'too-many') throw new Error('Un export attend encore.');
		const megabytes = statSync(file.path).size / 1e6;
		file.remove();
		yield [
			{
				what: `export de ${write(plotCount)} terrains, ${label}`,
				value: milliseconds(taken),
				beside: `au plus ${milliseconds(mostMilliseconds)}`,
				holds: taken <= mostMilliseconds
			},
			{
				what: `  fichier, et mémoire prise pendant ce temps`,
				value: `${write(megabytes, 1)} Mo`,
				beside: `${write((most - before) / 1e6)} Mo`
			}
		];
	}
}
