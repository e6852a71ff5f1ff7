import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';

/** A PostgreSQL of its own, to be stopped and cut off as no other test could bear. */
export type PrivatePostgres = {
	url: string;
	start(): void;
	stop(mode: 'fast' | 'immediate'): void;
	/** Cuts every connection there is, as an administrator would; answers how many. */
	cutConnections(): Promise<number>;
	remove(): void;
};

const [binaries] = globSync('/usr/lib/postgresql/*/bin').sort().reverse();

/** True where PostgreSQL's own programs are at hand, and its tests are asked for. */
export const canRunPostgres = process.env.TEST_DATABASE_URL !== undefined && binaries !== undefined;

// PostgreSQL refuses to run as root; Debian's package brings the account it runs as.
const isRoot = process.getuid?.() === 0;

function run(program: string, ...parameters: string[]): void {
	const path = join(binaries ?? '', program);
	const [command, before] = isRoot ? ['runuser', ['-u', 'postgres', '--', path]] : [path, []];
	execFileSync(command, [...before, ...parameters], { stdio: 'ignore', cwd: tmpdir() });
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

export async function privatePostgres(): Promise<PrivatePostgres> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-postgres-'));
	if (isRoot) {
		const id = (option: string) => Number(execFileSync('id', [option, 'postgres']).toString());
		chownSync(folder, id('-u'), id('-g'));
	}
	const data = join(folder, 'data');
	const port = String(await freePort());
	run('initdb', '-D', data, '-U', 'forgeterre', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
	const settings = [
		...['listen_addresses=127.0.0.1', `port=${port}`, "unix_socket_directories=''", 'fsync=off']
	].map((setting) => `-c ${setting}`);
	const url = `postgresql://forgeterre@127.0.0.1:${port}/postgres`;
	const start = () => {
		run(
			'pg_ctl',
			'-D',
			data,
			'-w',
			'-l',
			join(data, 'server.log'),
			'-o',
			settings.join(' '),
			'start'
		);
	};
	const stop = (mode: string) => {
		run('pg_ctl', '-D', data, '-m', mode, '-w', 'stop');
	};
	start();
	return {
		url,
		start,
		stop,
		cutConnections: async () => {
			const administration = postgres(url, { max: 1 });
			const cut = await administration`
				select pg_terminate_backend(pid) from pg_stat_activity
				where pid <> pg_backend_pid() and backend_type = 'client backend'
			`;
			await administration.end();
			return cut.length;
		},
		remove: () => {
			if (existsSync(join(data, 'postmaster.pid'))) stop('immediate');
			rmSync(folder, { recursive: true, force: true });
		}
	};
}
