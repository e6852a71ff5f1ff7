import { App, setExperimental } from '@supabase/lite';
import { minimumPasswordLength } from '#lib/domain/member.ts';
import { accountMailer } from './account-mailer.ts';
import { type Engine, openEngine } from './engines.ts';
import { judgeHistory, readHistory } from './migration-history.ts';
import { readMigrations } from './migration-files.ts';
import { applyMigrations } from './migrations.ts';
import type { AccountMail, WorkerOptions } from './protocol.ts';
import { carryLinesBeside } from './lines-beside.ts';
import { fileStorage } from './file-storage.ts';
import { limitStatements } from './statement-limit.ts';

/** The API of Supabase over one database: what the worker answers requests with. */
export type SupabaseApp = {
	fetch(request: Request): Promise<Response>;
	/** @throws the fault of a database that does not answer */
	ping(): Promise<void>;
	close(): Promise<void>;
};

export type AppListeners = {
	onStep: (message: string) => void;
	onMail: (mail: AccountMail) => void;
	/** Hears that the database was cut off: what waits for it may wait for ever. */
	onLost: (message: string) => void;
};

// Roles belong to the whole server: another database of it may create them at the same moment.
const roles = `
do $$
declare
	role_name text;
begin
	foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
		if not exists (select from pg_roles where rolname = role_name) then
			begin
				execute format('create role %I nologin', role_name);
				if role_name = 'service_role' then
					alter role service_role bypassrls;
				end if;
			exception when duplicate_object or unique_violation then
				null;
			end;
		end if;
	end loop;
end
$$;
create schema if not exists extensions;
grant usage on schema public, extensions to anon, authenticated, service_role;
`;

const systemGrants = `
grant usage on schema auth, storage to anon, authenticated, service_role;
grant execute on all functions in schema auth to anon, authenticated, service_role;
grant select, insert, update, delete on all tables in schema storage
	to anon, authenticated, service_role;
`;

// PostGIS cannot be moved once installed, and our functions look for it in one place.
async function refuseMisplacedPostgis(engine: Engine): Promise<void> {
	const [found] = await engine.rows(
		`select extnamespace::regnamespace::text as schema from pg_extension
		where extname = 'postgis' and extnamespace <> 'extensions'::regnamespace`
	);
	if (found) {
		throw new Error(
			`PostGIS y est installée dans le schéma « ${String(found['schema'])} » ; attendu : une base ` +
				'où elle ne l’est pas encore, ou l’est dans le schéma « extensions »'
		);
	}
}

async function prepare(
	engine: Engine,
	app: App,
	migrationsDirectory: string,
	onStep: (message: string) => void
): Promise<void> {
	const migrations = readMigrations(migrationsDirectory);
	// First of all: a database that is not ours to open is left as it is.
	const kind = judgeHistory(await readHistory(engine), migrations);
	await engine.run(roles);
	await refuseMisplacedPostgis(engine);
	await app.init();
	await app.ensureSystemSchema();
	await engine.run(systemGrants);
	await applyMigrations(engine, migrations, kind, onStep);
}

/** Opens the database, brings its schema up to date and puts the API of Supabase in front. */
export async function openSupabaseApp(
	options: WorkerOptions,
	{ onStep, onMail, onLost }: AppListeners
): Promise<SupabaseApp> {
	setExperimental('storage', true);
	const engine = openEngine(options.engine, onLost);
	try {
		await engine.rows('select 1');
		onStep(options.engine.kind === 'embedded' ? 'Base embarquée ouverte' : 'PostgreSQL joint');
		const app = new App({
			connection: engine.connection,
			auth: {
				enabled: true,
				jwt_secret: options.keys.jwtSecret,
				publishable_key: options.keys.publishableKey,
				secret_key: options.keys.secretKey,
				minimum_password_length: minimumPasswordLength,
				// An old refresh token ends its session: somebody else may hold it (see refresh-once.ts too).
				enable_refresh_token_rotation: true,
				sessions: { timebox: '720h' },
				// Accounts are opened by our pages alone, once the owner of the address has chosen the password.
				enable_signup: false,
				// An address is known to be its owner's before it is worth anything here. The token of a link
				// is the hash of the address and this code: the six digits of the default could be guessed.
				email: { enable_confirmations: true, otp_length: 32, otp_expiry: 3600 }
			},
			storage: { enabled: true }
		});
		app._mailer = accountMailer(onMail);
		app._storageAdapter = fileStorage(options.storageDirectory);
		await engine.alone(() => prepare(engine, app, options.migrationsDirectory, onStep));
		// Otherwise @supabase/lite grants everything to anon at the first request, which undoes every
		// revoke, and on PostgreSQL that step races. The field is undocumented: tests/db/traps.test.ts.
		Object.assign(engine.connection, { rlsState: 'active' });
		limitStatements(engine.connection);
		carryLinesBeside(engine.connection);
		return {
			fetch: (request) => app.fetch(request, { peerAddress: null }),
			ping: async () => {
				await engine.rows('select 1');
			},
			close: () => engine.close()
		};
	} catch (error) {
		await engine.close().catch(() => undefined);
		throw error;
	}
}
