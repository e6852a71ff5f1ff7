import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setting, type Environment } from '#env';
import { lockDataDirectory, lockHolderOf } from './data-lock.ts';
import { beginDatabase, databaseMade } from './embedded/database-folder.ts';
import { openEmbeddedBackend } from './embedded/embedded-backend.ts';
import type { AccountMail, EngineOptions } from './embedded/protocol.ts';
import { joinedFetch } from './joined-fetch.ts';
import { type BackendKeys, keysOf } from './keys.ts';
import { makePrivate, writePrivately } from './private-files.ts';
import { projectRoot } from './project-root.ts';

/** A Supabase to talk to, whichever of the three it is. */
export type Backend = {
	kind: 'embedded' | 'postgres' | 'hosted';
	/** Base address for supabase-js; with an embedded backend only `fetch` understands it. */
	url: string;
	fetch: typeof fetch;
	/** Calls that it answers beside each other: the embedded database has one thread, and readers wait for it. */
	answersAtOnce: number;
	publishableKey: string;
	secretKey: string;
	/** Records the address where the server answers, so that commands can go through it. */
	setAddress(url: string): void;
	close(): Promise<void>;
};

export type BackendOptions = {
	/** Folder of the database (embedded), of the keys and of the stored files. */
	dataDirectory: string;
	/** PostgreSQL with PostGIS to use in place of the embedded database. */
	databaseUrl?: string | undefined;
	/** Hosted Supabase to use in place of both; needs the two keys. */
	supabaseUrl?: string | undefined;
	publishableKey?: string | undefined;
	secretKey?: string | undefined;
	jwtSecret?: string | undefined;
	/** What this process does, for the message to a second process: "le serveur", "un import". */
	purpose: string;
	/** Puts a database where the embedded engine finds none yet, in `pgdata` of the data directory. */
	onEmpty?: ((dataDirectory: string) => Promise<void>) | undefined;
	/** Hears a progress line in French, with its duration, as each step ends. */
	onStep?: ((message: string) => void) | undefined;
	/** Sends the mails of the Auth API; without it they are dropped. A hosted Supabase sends its own. */
	onMail?: ((mail: AccountMail) => void) | undefined;
};

/** A fault of configuration or of another process, in a sentence to show as it is. */
export class BackendOpenError extends Error {
	override name = 'BackendOpenError';
}

/** Calls of one import that a PostgreSQL server is asked at once; visitors have the rest of it. */
const callsBeside = 3;

/** Stands in DATABASE_URL for the identifier of a territory: each has a database of its own. */
export const territoryInUrl = '{territory}';

/**
 * Options of a territory from the environment: the backend chosen is hosted, else PostgreSQL, else embedded.
 * @param territory its identifier
 */
export function backendFromEnvironment(
	territory: string,
	env?: Environment
): Pick<
	BackendOptions,
	'databaseUrl' | 'supabaseUrl' | 'publishableKey' | 'secretKey' | 'jwtSecret'
> {
	return {
		databaseUrl: setting('DATABASE_URL', env)?.replaceAll(territoryInUrl, territory),
		supabaseUrl: setting('PUBLIC_SUPABASE_URL', env),
		publishableKey: setting('PUBLIC_SUPABASE_PUBLISHABLE_KEY', env),
		secretKey: setting('SUPABASE_SECRET_KEY', env),
		jwtSecret: setting('FORGETERRE_JWT_SECRET', env)
	};
}

/** Wraps `onStep` so that each line carries the time since the one before. */
function timed(onStep: BackendOptions['onStep']): (message: string) => void {
	let last = performance.now();
	return (message) => {
		const now = performance.now();
		const seconds = ((now - last) / 1000).toFixed(1).replace('.', ',');
		last = now;
		onStep?.(`${message} (${seconds} s)`);
	};
}

function openHosted(options: BackendOptions, supabaseUrl: string): Backend {
	const { publishableKey, secretKey } = options;
	if (!publishableKey || !secretKey) {
		throw new BackendOpenError(
			`PUBLIC_SUPABASE_URL vaut « ${supabaseUrl} » : il faut aussi PUBLIC_SUPABASE_PUBLISHABLE_KEY ` +
				'et SUPABASE_SECRET_KEY (réglages du projet Supabase, « API keys »).'
		);
	}
	return {
		kind: 'hosted',
		url: supabaseUrl.replace(/\/+$/, ''),
		fetch: globalThis.fetch,
		answersAtOnce: callsBeside,
		publishableKey,
		secretKey,
		setAddress: () => undefined,
		close: () => Promise.resolve()
	};
}

/** Keys given by the environment, else those of the data directory. */
function ownKeys(options: BackendOptions): BackendKeys {
	const { jwtSecret, publishableKey, secretKey, dataDirectory } = options;
	if (publishableKey && !publishableKey.startsWith('sb_publishable_')) {
		throw new BackendOpenError(
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY ne convient pas ; attendu : une clé sb_publishable_….'
		);
	}
	if (secretKey && !secretKey.startsWith('sb_secret_')) {
		throw new BackendOpenError(
			'SUPABASE_SECRET_KEY ne convient pas ; attendu : une clé sb_secret_….'
		);
	}
	if (jwtSecret && jwtSecret.length < 32) {
		throw new BackendOpenError(
			`FORGETERRE_JWT_SECRET a ${String(jwtSecret.length)} caractères ; attendu : 32 au moins.`
		);
	}
	if (jwtSecret && publishableKey && secretKey) return { jwtSecret, publishableKey, secretKey };
	const made = keysOf(dataDirectory);
	return {
		jwtSecret: jwtSecret ?? made.jwtSecret,
		publishableKey: publishableKey ?? made.publishableKey,
		secretKey: secretKey ?? made.secretKey
	};
}

function makeDataDirectory(dataDirectory: string): void {
	writePrivately();
	try {
		mkdirSync(dataDirectory, { recursive: true });
		accessSync(dataDirectory, constants.W_OK);
	} catch (error) {
		throw new BackendOpenError(
			`Le dossier de données ${dataDirectory} ne se laisse pas écrire (${String(error)}) : ` +
				'corrigez ses droits, ou choisissez un autre dossier avec FORGETERRE_DATA.',
			{ cause: error }
		);
	}
}

/** Folders of a former version, or copied from elsewhere, may be open to others; mails are kept beside them. */
function keepToOwner({ dataDirectory, onStep }: BackendOptions): void {
	const [refused] = [dataDirectory, join(dirname(dataDirectory), 'mail')].flatMap(makePrivate);
	if (refused)
		onStep?.(`Attention : ${refused}, d’un autre utilisateur, reste lisible par d’autres`);
}

async function openOwn(options: BackendOptions, engine: EngineOptions): Promise<Backend> {
	const { dataDirectory, purpose } = options;
	makeDataDirectory(dataDirectory);
	// PostgreSQL has its own concurrency; a folder of PGlite opened twice would be corrupted.
	const lock = engine.kind === 'embedded' ? lockDataDirectory(dataDirectory, purpose) : undefined;
	try {
		keepToOwner(options);
		if (engine.kind === 'embedded' && beginDatabase(dataDirectory)) {
			await options.onEmpty?.(dataDirectory);
		}
		const keys = ownKeys(options);
		const embedded = await openEmbeddedBackend(
			{
				engine,
				keys,
				storageDirectory: join(dataDirectory, 'storage'),
				migrationsDirectory: join(projectRoot(), 'supabase', 'migrations')
			},
			{ onStep: timed(options.onStep), onMail: (mail) => options.onMail?.(mail) }
		);
		if (engine.kind === 'embedded') databaseMade(dataDirectory);
		return {
			kind: engine.kind,
			url: 'http://localhost',
			fetch: embedded.fetch,
			answersAtOnce: engine.kind === 'embedded' ? 1 : callsBeside,
			publishableKey: keys.publishableKey,
			secretKey: keys.secretKey,
			setAddress: (url) => lock?.setAddress(url),
			close: async () => {
				await embedded.close();
				lock?.release();
			}
		};
	} catch (error) {
		lock?.release();
		throw error;
	}
}

/**
 * Opens the backend that the options choose: hosted, else PostgreSQL, else embedded.
 * @throws DataLockedError when another process holds the data directory; BackendOpenError or
 * Error with a sentence to show when the backend cannot be opened
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
	if (options.supabaseUrl) return openHosted(options, options.supabaseUrl);
	return openOwn(
		options,
		options.databaseUrl
			? { kind: 'postgres', url: options.databaseUrl }
			: { kind: 'embedded', directory: join(options.dataDirectory, 'pgdata') }
	);
}

/**
 * For command-line tools: goes through the running server when it holds the data directory, and
 * opens the backend itself otherwise.
 * @throws DataLockedError when the holder is not a server that answers (another command, say)
 */
export async function openOrJoinBackend(options: BackendOptions): Promise<Backend> {
	const url =
		options.supabaseUrl || options.databaseUrl
			? undefined
			: lockHolderOf(options.dataDirectory)?.url;
	if (!url) {
		const backend = await openBackend(options);
		// A visitor is told at once that the database is away; a command waits for it.
		return backend.kind === 'hosted' ? { ...backend, fetch: joinedFetch() } : backend;
	}
	writePrivately();
	const { publishableKey, secretKey } = ownKeys(options);
	options.onStep?.(`Le serveur ${url} est en marche : la commande passe par lui`);
	return {
		kind: 'embedded',
		url,
		fetch: joinedFetch({ closing: true }),
		answersAtOnce: 1,
		publishableKey,
		secretKey,
		setAddress: () => undefined,
		close: () => Promise.resolve()
	};
}
