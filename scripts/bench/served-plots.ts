import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { plotDatabase, testServer, type PlotDatabase } from '../../tests/bench/plot-databases.ts';
import { settlePlots } from '../../tests/bench/settle-plots.ts';
import { runToEnd, startServer, type RunningServer } from '../check/running-server.ts';
import { say } from '../serve/console.ts';
import type { BenchOptions, EngineName } from './options.ts';
import { writeSyntheticPlots } from './synthetic-file.ts';

export interface ServedPlots {
	engine: string;
	plots: number;
	/** The database on PostgreSQL, for peers; null on the embedded one, which only our server opens. */
	database: PlotDatabase | null;
	/** The backend's key that may write. */
	secretKey: string;
	start: (environment?: Record<string, string>) => Promise<RunningServer>;
}

/** The embedded database dies of 300,000 plots before it answers anything. */
const mostEmbedded = 30_000;
const root = resolve(import.meta.dirname, '../..');

/** A database of so many plots for each engine and size that is asked for, filled where it is new. */
export async function* servedPlots({ engines, plots }: BenchOptions): AsyncGenerator<ServedPlots> {
	for (const engine of engines) {
		if (engine === 'postgres' && testServer === undefined) {
			say('PostgreSQL n’est pas mesuré : TEST_DATABASE_URL n’en nomme aucun.');
			continue;
		}
		for (const count of plots) {
			if (engine === 'embedded' && count > mostEmbedded) continue;
			yield await served(engine, count);
		}
	}
}

async function served(engine: EngineName, plots: number): Promise<ServedPlots> {
	const secretKey = `sb_secret_${randomBytes(24).toString('hex')}`;
	const own = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	process.once('exit', () => {
		rmSync(own, { recursive: true, force: true });
	});
	const database =
		engine === 'postgres' && testServer !== undefined
			? await plotDatabase(testServer, plots, (url) => fill(plots, { DATABASE_URL: url }))
			: null;
	const folder = database ? own : await embeddedFolder(plots);
	const where: Record<string, string> = {
		FORGETERRE_DATA: folder,
		...(database && { DATABASE_URL: database.url })
	};
	if (database) {
		say(`Rien à calculer en fond sur ${plots} terrains : préparation…`);
		await settlePlots(join(own, 'nord-ardennes'), database.url);
	}
	return {
		engine: database ? 'PostgreSQL' : 'base embarquée',
		plots,
		database,
		secretKey,
		start: (environment = {}) =>
			startServer({ ...where, SUPABASE_SECRET_KEY: secretKey, ...environment })
	};
}

/** Kept from one bench to the next: an import takes minutes. */
async function embeddedFolder(plots: number): Promise<string> {
	const kept = join(root, '.cache/bench', `plots-${plots}`);
	if (existsSync(kept)) return kept;
	mkdirSync(kept, { recursive: true });
	try {
		await fill(plots, { FORGETERRE_DATA: kept });
	} catch (fault) {
		rmSync(kept, { recursive: true, force: true });
		throw fault;
	}
	return kept;
}

/** Imports so many synthetic plots into the database that an environment names. */
export async function fill(plots: number, environment: Record<string, string>): Promise<void> {
	say(`Import de ${plots} terrains synthétiques, une fois pour toutes…`);
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-bench-'));
	try {
		const file = join(folder, 'terrains.geojson');
		writeSyntheticPlots(file, plots);
		const { code, errors } = await runToEnd('import', [file, '--hors-territoire'], {
			FORGETERRE_DATA: join(folder, 'data'),
			...environment
		});
		if (code !== 0) throw new Error(`Import des terrains synthétiques : ${errors}`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
