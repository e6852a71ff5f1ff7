import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import type { RecordFeature } from '#lib/domain/import/record.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import { demonstrationLots } from '#lib/seed/initial-records.ts';
import { loadTerritory, seedTerritory } from '#lib/seed/seed-territory.ts';
import { median } from '../../scripts/bench/rounds.ts';
import { runToEnd } from '../../scripts/check/running-server.ts';

const territoryFile = 'data/territories/nord-ardennes.json';
const run = promisify(execFile);

/** One line of the bench: what was measured, and its value with its unit. */
export type ImportRow = [what: string, value: string];

/** Wall clock, against ogr2ogr to the same end: rows in a table with the columns, checks and indexes of ours. */
const mostTimes = 3;

/**
 * Imports plots into PostgreSQL by our command and by ogr2ogr, one after the other, from the same GeoJSON file. ogr2ogr
 * has two goes: into a table made as ours is, but for its triggers, and into a new one with an index on the geometry
 * and nothing else. It checks nothing of the records and reports nothing; our command does both.
 * @param serverUrl a PostgreSQL server where databases may be made; the rows say where it or ogr2ogr is absent
 */
export async function measureImport(
	serverUrl = process.env['TEST_DATABASE_URL'],
	plots = 30_000,
	runs = 3
): Promise<ImportRow[]> {
	const what = `import de ${plots.toLocaleString('fr-FR')} terrains dans PostgreSQL`;
	if (!serverUrl) return [[what, 'non mesuré : TEST_DATABASE_URL est vide']];
	const peer = await run('ogr2ogr', ['--version']).catch(() => undefined);
	if (!peer) return [[what, 'non mesuré : ogr2ogr est absent']];
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	const server = postgres(serverUrl, { max: 1, onnotice: () => undefined });
	const database = (name: string) => `forgeterre_bench_${String(process.pid)}_${name}`;
	try {
		const file = await writePlots(folder, plots);
		await server.unsafe(`create database ${database('model')}`);
		await prepareModel(urlOf(serverUrl, database('model')), folder);
		const ours: number[] = [];
		const theirs: number[] = [];
		const bare: number[] = [];
		for (let index = 0; index < runs; index++) {
			await server.unsafe(`create database ${database('run')} template ${database('model')}`);
			const url = urlOf(serverUrl, database('run'));
			ours.push(await secondsOf(() => importByCommand(url, folder, file)));
			const like = postgres(url, { max: 1, onnotice: () => undefined });
			await makeLikeOurs(like).finally(() => like.end());
			theirs.push(await secondsOf(() => importByPeer(url, file, intoLikeOurs)));
			bare.push(await secondsOf(() => importByPeer(url, file, intoNew)));
			await server.unsafe(`drop database ${database('run')} with (force)`);
		}
		return [
			[`${what}, npm run import`, spread(ours)],
			[`${what}, ogr2ogr -append, table de même forme`, spread(theirs)],
			[`${what}, ogr2ogr, table nouvelle et nue`, spread(bare)],
			[
				`import : rapport à ogr2ogr, table de même forme (${String(mostTimes)} au plus)`,
				timesOf(ours, theirs)
			],
			['import : rapport à ogr2ogr, table nue (sans limite)', timesOf(ours, bare)]
		];
	} finally {
		for (const name of ['run', 'model']) {
			await server.unsafe(`drop database if exists ${database(name)} with (force)`);
		}
		await server.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The plots of the demonstration again and again, each a little aside, with keys of their own. */
async function writePlots(folder: string, count: number): Promise<string> {
	const lots = await demonstrationLots(await loadTerritory(territoryFile));
	const models = lots.find((lot) => lot.class === 'terrain_eco')?.features ?? [];
	const lines = Array.from({ length: count }, (_, index) => {
		const model = models[index % models.length];
		if (!model) throw new Error('La démonstration n’a pas de terrain.');
		return JSON.stringify(aside(model, index));
	});
	const file = join(folder, 'terrains.geojson');
	writeFileSync(file, `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`);
	return file;
}

function aside({ properties, geometry }: RecordFeature, index: number): RecordFeature {
	// The demonstration's own mark is no column of a file.
	const columns = Object.fromEntries(
		Object.entries(properties).filter(([name]) => name !== 'demonstration')
	);
	const [east, north] = [0.05 * Math.sin(index * 12.9898), 0.05 * Math.cos(index * 78.233)];
	const moved = JSON.parse(JSON.stringify(geometry), (_key, value: unknown) =>
		Array.isArray(value) && typeof value[0] === 'number'
			? [round(value[0] + east), round(Number(value[1]) + north)]
			: value
	) as RecordFeature['geometry'];
	const key = `BANC${String(index).padStart(7, '0')}`;
	return { type: 'Feature', properties: { ...columns, terr_id: key }, geometry: moved };
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

async function prepareModel(databaseUrl: string, dataDirectory: string): Promise<void> {
	const backend = await openBackend({ dataDirectory, databaseUrl, purpose: 'le banc' });
	try {
		await seedTerritory({ backend, configuration: await loadTerritory(territoryFile) });
	} finally {
		await backend.close();
	}
}

async function importByCommand(url: string, folder: string, file: string): Promise<void> {
	const environment = { DATABASE_URL: url, FORGETERRE_DATA: folder };
	const { code, output, errors } = await runToEnd('import', [file], environment);
	if (code !== 0) throw new Error(`L’import a échoué :\n${errors}\n${output}`);
}

/** A table with the columns, checks, defaults and indexes of ours; what no file brings may be left out. */
async function makeLikeOurs(sql: postgres.Sql): Promise<void> {
	await sql`create table public.pair (like public.terrain_eco including all)`;
	await sql`
		alter table public.pair alter territory_id set default 'nord-ardennes', alter centre drop not null
	`;
}

const intoLikeOurs = ['-append', '-nln', 'public.pair(geom)', '-nlt', 'PROMOTE_TO_MULTI'];
const intoNew = ['-nln', 'public.pair_nue'];

async function importByPeer(databaseUrl: string, file: string, into: string[]): Promise<void> {
	await run('ogr2ogr', ['-f', 'PostgreSQL', `PG:${databaseUrl}`, file, ...into]);
}

function urlOf(serverUrl: string, database: string): string {
	const url = new URL(serverUrl);
	url.pathname = `/${database}`;
	return url.href;
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
	const begin = performance.now();
	await work();
	return (performance.now() - begin) / 1000;
}

function timesOf(ours: readonly number[], theirs: readonly number[]): string {
	return (median(ours) / median(theirs)).toFixed(2).replace('.', ',');
}

function spread(values: readonly number[]): string {
	const seconds = values.map((value) => value.toFixed(1).replace('.', ','));
	return `${median(values).toFixed(1).replace('.', ',')} s (${seconds.join(' / ')})`;
}
