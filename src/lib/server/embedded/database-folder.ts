import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a data directory remembers of its database: that one is being made, then that there is one. */
type Remembered = 'being-made' | 'made';

const mark = (dataDirectory: string) => join(dataDirectory, 'database.json');

function remembered(dataDirectory: string): Remembered | undefined {
	if (!existsSync(mark(dataDirectory))) return undefined;
	const text = readFileSync(mark(dataDirectory), 'utf8');
	// Anything else than the first word, damaged too, means that data may have been here.
	return text.includes('"being-made"') ? 'being-made' : 'made';
}

function remember(dataDirectory: string, state: Remembered): void {
	const draft = `${mark(dataDirectory)}.draft`;
	writeFileSync(draft, `${JSON.stringify({ state })}\n`, { mode: 0o600 });
	renameSync(draft, mark(dataDirectory));
}

/**
 * Before PGlite opens `pgdata`, which it fills with a new database where it finds none.
 * @throws Error with a sentence where the database that was here is gone: nothing is made in its place
 */
export function refuseLostDatabase(dataDirectory: string): void {
	const directory = join(dataDirectory, 'pgdata');
	if (existsSync(join(directory, 'PG_VERSION'))) return;
	const found = existsSync(directory) ? readdirSync(directory).length : 0;
	const state = remembered(dataDirectory);
	const served = state === 'made' || (!state && existsSync(join(dataDirectory, 'keys.json')));
	if (!served && (state === 'being-made' || found === 0)) return;
	// Keys alone may be those of a server on PostgreSQL: its database is somewhere else, and safe.
	const elsewhere = state
		? ''
		: ' S’il servait avec PostgreSQL, donnez de nouveau son adresse dans DATABASE_URL.';
	const what = found === 0 ? 'pgdata est absent ou vide' : 'PG_VERSION manque dans pgdata';
	throw new Error(
		`La base embarquée de ${dataDirectory} a disparu : ${what}, alors que ce dossier a déjà servi.${elsewhere} ` +
			'Rien n’est créé à sa place. Remettez pgdata depuis une sauvegarde ; pour commencer une base ' +
			'vide, choisissez un autre dossier avec FORGETERRE_DATA.'
	);
}

/**
 * Remembers that a database is being made; what an earlier attempt left half made is put aside.
 * @returns whether there is none yet
 */
export function beginDatabase(dataDirectory: string): boolean {
	refuseLostDatabase(dataDirectory);
	const directory = join(dataDirectory, 'pgdata');
	if (existsSync(join(directory, 'PG_VERSION'))) return false;
	if (existsSync(directory) && readdirSync(directory).length > 0) {
		renameSync(directory, `${directory}-${String(Date.now())}`);
	}
	remember(dataDirectory, 'being-made');
	return true;
}

/** Remembers that the database is there, so that it is missed if it ever goes. */
export function databaseMade(dataDirectory: string): void {
	if (remembered(dataDirectory) !== 'made') remember(dataDirectory, 'made');
}
