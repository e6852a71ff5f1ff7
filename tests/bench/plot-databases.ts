/** Databases of so many synthetic plots on the PostgreSQL that TEST_DATABASE_URL names, kept from one bench to the next. */
import postgres from 'postgres';

export const testServer = process.env.TEST_DATABASE_URL;

/** Reads everything without row-level security, as whoever serves a table with another program would. */
const peerRole = 'forgeterre_bench';

export interface PlotDatabase {
	/** For our server. */
	url: string;
	/** For peers and for plain SQL: PostGIS is found without its schema being named. */
	peerUrl: string;
}

/**
 * @param kept what is kept there: a number of plots, or a word
 * @param fill brings the plots into a database that is new
 */
export async function plotDatabase(
	server: string,
	kept: number | string,
	fill: (url: string) => Promise<void>
): Promise<PlotDatabase> {
	const administration = postgres(server, { max: 1, onnotice: () => undefined });
	const name = `forgeterre_bench_${kept}`;
	const [url, peerUrl] = [new URL(server), new URL(server)];
	url.pathname = peerUrl.pathname = `/${name}`;
	peerUrl.username = peerUrl.password = peerRole;
	try {
		await makePeerRole(administration);
		const [known] = await administration`select 1 from pg_database where datname = ${name}`;
		if (!known) {
			await administration`create database ${administration(name)}`;
			try {
				await fill(url.href);
			} catch (fault) {
				await administration`drop database ${administration(name)} with (force)`;
				throw fault;
			}
		}
		return { url: url.href, peerUrl: peerUrl.href };
	} finally {
		await administration.end();
	}
}

async function makePeerRole(administration: postgres.Sql): Promise<void> {
	const [known] = await administration`select 1 from pg_roles where rolname = ${peerRole}`;
	if (!known) await administration.unsafe(`create role ${peerRole} login bypassrls`);
	await administration.unsafe(`
		alter role ${peerRole} password '${peerRole}';
		alter role ${peerRole} set search_path = public, extensions;
		alter role ${peerRole} set jit = off;
		grant pg_read_all_data to ${peerRole}
	`);
}
