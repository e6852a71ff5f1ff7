import { readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = resolve(import.meta.dirname, '../..');
const types: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.geojson': 'application/geo+json',
	'.json': 'application/json; charset=utf-8'
};

export interface MapServer {
	address: string;
	/** Answers at a path with this text instead of what the server behind says; compressed once. */
	serve: (path: string, text: string, type?: string) => void;
	close: () => void;
}

/**
 * A server in front of ours, so that our page and one that is MapLibre alone read the same data at the same address:
 * what is given here, at `/nu` MapLibre as it ships, and all the rest from the server behind.
 */
export async function startMapServer(behind: string): Promise<MapServer> {
	const given = new Map<string, { body: Buffer; type: string }>();
	const serve: MapServer['serve'] = (path, text, type = extname(path)) =>
		given.set(path, { body: gzipSync(text), type: types[type] ?? types['.json'] ?? '' });
	const dist = join(root, 'node_modules/maplibre-gl/dist');
	for (const file of [
		'maplibre-gl.mjs',
		'maplibre-gl-worker.mjs',
		'maplibre-gl-shared.mjs',
		'maplibre-gl.css'
	])
		serve(`/nu/${file}`, readFileSync(join(dist, file), 'utf8'));
	serve('/nu/', readFileSync(join(import.meta.dirname, 'bare-map.html'), 'utf8'), '.html');

	const answer = (asked: IncomingMessage, response: ServerResponse) => {
		const { pathname } = new URL(asked.url ?? '/', behind);
		const own = given.get(pathname);
		if (own === undefined) {
			passOn(behind, asked, response);
			return;
		}
		const headers = { 'content-type': own.type, 'content-encoding': 'gzip' };
		response.writeHead(200, { ...headers, 'content-length': own.body.length }).end(own.body);
	};
	const server = createServer(answer);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		serve,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

function passOn(behind: string, asked: IncomingMessage, response: ServerResponse): void {
	const { url = '/', method, headers } = asked;
	const passed = request(new URL(url, behind), { method, headers }, (answered) => {
		response.writeHead(answered.statusCode ?? 502, answered.headers);
		answered.pipe(response);
	});
	passed.on('error', () => response.destroy());
	asked.pipe(passed);
}
