import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../check/free-port.ts';
import { findProgram, startChild } from './child.ts';

export interface Nginx {
	address: string;
	/** Processes that answer. */
	pids: number[];
	end: () => Promise<void>;
}

export const nginxPackages = 'nginx';
export const hasNginx = () => findProgram('nginx') !== null;

/**
 * nginx with one process, as our server has one.
 * @param locations `location` blocks of its configuration
 * @param upstreams `upstream` blocks of its configuration
 */
export async function startNginx(locations: string, upstreams = ''): Promise<Nginx> {
	const program = findProgram('nginx');
	if (program === null) throw new Error('nginx n’est pas installé.');
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-nginx-'));
	const port = await freePort();
	const file = join(folder, 'nginx.conf');
	writeFileSync(file, configuration(folder, port, locations, upstreams));
	const master = await startChild(program, ['-p', folder, '-c', file], port);
	const children = readFileSync(`/proc/${master.pid}/task/${master.pid}/children`, 'utf8');
	return {
		address: `http://127.0.0.1:${port}`,
		pids: children.trim().split(' ').map(Number),
		end: async () => {
			await master.end();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/**
 * nginx with nothing but a file of these bytes, at `/file`.
 * @param location directives of its `location` block
 */
export async function startNginxWithFile(bytes: Uint8Array, location: string): Promise<Nginx> {
	const folder = mkdtempSync(join(tmpdir(), 'forgeterre-static-'));
	writeFileSync(join(folder, 'file'), bytes);
	const nginx = await startNginx(`root ${folder}; location / { ${location} }`);
	return {
		...nginx,
		end: async () => {
			await nginx.end();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

function configuration(folder: string, port: number, locations: string, upstreams: string): string {
	// Where root starts it, its processes would else be somebody who may not read our files.
	const user = process.getuid?.() === 0 ? 'user root;' : '';
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((kind) => `${kind}_temp_path ${folder}/${kind};`)
		.join('\n');
	return `${user}
worker_processes 1;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 1000000;
	open_file_cache max=100;
	large_client_header_buffers 8 128k;
	fastcgi_buffers 64 64k;
	fastcgi_max_temp_file_size 0;
	fastcgi_read_timeout 120s;
	${temporary}
	${upstreams}
	server {
		listen 127.0.0.1:${port} backlog=1024;
		${locations}
	}
}
`;
}
