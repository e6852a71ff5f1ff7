import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

export type Engine = {
	name: string;
	/** True for a database that the server has to prepare itself. */
	fromNothing?: true;
	/**
	 * Environment of a server on a database of its own, and how to drop that database.
	 * @param template name of the database to copy, where databases have names
	 */
	open: (template?: string) => Promise<{
		environment: Record<string, string>;
		database?: string;
		drop: () => Promise<void>;
	}>;
};

const testDatabase = process.env.TEST_DATABASE_URL;

const pglite: Engine = {
	name: 'PGlite',
	open: () => Promise.resolve({ environment: {}, drop: () => Promise.resolve() })
};

function postgresql(url: string): Engine {
	return {
		name: 'PostgreSQL',
		open: async (template) => {
			const name = `forgeterre_http_${randomBytes(6).toString('hex')}`;
			const administration = postgres(url, { max: 1, onnotice: () => undefined });
			await administration`
				create database ${administration(name)} template ${administration(template ?? 'template1')}
			`;
			const own = new URL(url);
			own.pathname = `/${name}`;
			return {
				environment: { DATABASE_URL: own.href },
				database: name,
				drop: async () => {
					await administration`drop database ${administration(name)} with (force)`;
					await administration.end();
				}
			};
		}
	};
}

/** PGlite always; PostgreSQL where TEST_DATABASE_URL names one. */
export const engines: Engine[] = testDatabase ? [pglite, postgresql(testDatabase)] : [pglite];
