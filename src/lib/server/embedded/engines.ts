import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PgliteConnection } from '@supabase/lite/pglite';
import { PostgresConnection } from '@supabase/lite/postgres';
import { projectRoot } from '../project-root.ts';
import { refuseLostDatabase } from './database-folder.ts';
import { leaveLongTextsAsBytes } from './long-texts-as-bytes.ts';
import { postgisAlone } from './postgis-alone.ts';
import type { EngineOptions } from './protocol.ts';

export type LiteConnection = PgliteConnection | PostgresConnection;

/** What runs within one transaction: all of it stays, or nothing. */
export type Transaction = {
	/** Runs a script of statements. */
	run: (sql: string) => Promise<void>;
	/** Runs one statement with its parameters, $1 first. */
	query: (statement: string, values: string[]) => Promise<void>;
};

/** One database behind @supabase/lite; the statements of the boot run as its owner. */
export type Engine = {
	connection: LiteConnection;
	/** Runs a script of statements. */
	run(sql: string): Promise<void>;
	rows(sql: string): Promise<Record<string, unknown>[]>;
	/** Runs a task in one transaction, on one connection. */
	together(task: (transaction: Transaction) => Promise<void>): Promise<void>;
	/** Keeps other processes from preparing the same database at the same time. */
	alone(task: () => Promise<void>): Promise<void>;
	close(): Promise<void>;
};

function openPglite(directory: string): Engine {
	// Also when its thread is replaced: the folder may have gone meanwhile.
	refuseLostDatabase(dirname(directory));
	mkdirSync(directory, { recursive: true });
	const connection = new PgliteConnection({
		url: directory,
		pgliteOptions: { extensions: { postgis: postgisAlone(join(projectRoot(), '.cache')) } }
	});
	const { driver } = connection;
	return {
		connection,
		run: async (sql) => {
			await driver.exec(sql);
		},
		rows: async (sql) => (await driver.query<Record<string, unknown>>(sql)).rows,
		together: (task) =>
			driver.transaction((transaction) =>
				task({
					run: async (sql) => {
						await transaction.exec(sql);
					},
					query: async (statement, values) => {
						await transaction.query(statement, values);
					}
				})
			),
		// The lock of the data directory already keeps other processes out.
		alone: (task) => task(),
		close: async () => {
			await driver.exec('checkpoint');
			await connection.close();
		}
	};
}

// postgres.js would encode a second time the JSON text that @supabase/lite hands it.
function jsonType(oid: number) {
	return {
		to: oid,
		from: [oid],
		serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
		parse: (text: string): unknown => JSON.parse(text)
	};
}

// Any number of ours: two servers that start on one database prepare it one after the other.
const preparationLock = 7_230_115;
/** What is under way has so long to end when the server stops. */
const closeSeconds = 3;

function openPostgres(url: string, onLost: (message: string) => void): Engine {
	let closing = false;
	const connection = new PostgresConnection({
		url,
		postgresOptions: {
			connect_timeout: 10,
			// Connections live as long as the thread does: one that ends was cut. postgres.js may then leave
			// what reserved it waiting for ever, or fail where nobody can catch it.
			max_lifetime: null,
			onclose: () => {
				if (!closing) onLost('une connexion à PostgreSQL a été coupée');
			},
			onnotice: () => undefined,
			types: { json: jsonType(114), jsonb: jsonType(3802) }
		}
	});
	const { driver } = connection;
	leaveLongTextsAsBytes(driver);
	return {
		connection,
		run: async (sql) => {
			await driver.unsafe(sql);
		},
		rows: (sql) => driver.unsafe(sql),
		together: async (task) => {
			await driver.begin((transaction) =>
				task({
					run: async (sql) => {
						await transaction.unsafe(sql);
					},
					query: async (statement, values) => {
						await transaction.unsafe(statement, values);
					}
				})
			);
		},
		alone: async (task) => {
			const session = await driver.reserve();
			try {
				await session`select pg_advisory_lock(${preparationLock})`;
				await task();
			} finally {
				await session`select pg_advisory_unlock(${preparationLock})`;
				session.release();
			}
		},
		close: async () => {
			closing = true;
			// A statement that runs on, or what was left reserved, holds nobody up.
			await driver.end({ timeout: closeSeconds });
			await connection.close();
		}
	};
}

/** @param onLost hears that a connection was cut from the other side: what waited for it may wait for ever */
export function openEngine(
	options: EngineOptions,
	onLost: (message: string) => void = () => undefined
): Engine {
	return options.kind === 'embedded'
		? openPglite(options.directory)
		: openPostgres(options.url, onLost);
}
