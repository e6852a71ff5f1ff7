import { mkdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RunningServer } from '../../scripts/check/running-server.ts';
import { dataFolder } from './data-folder.ts';
import { engines } from './engines.ts';
import type { PreparedTerritory } from './prepared-territory.ts';
import { serverOnCopy } from './server-on-copy.ts';

/** What a test knows of a server that it shares with others. */
export interface SharedServer {
	address: string;
	environment: Record<string, string>;
}

interface StartedServer {
	shared: SharedServer;
	stop: () => Promise<void>;
}

/**
 * Servers, one an engine, that the files share which change no record. Files are processes of their own: they ask for one
 * at `GET /<engine>`, and the first to ask has it started.
 */
export async function offerSharedServers(prepared: Record<string, PreparedTerritory>) {
	const started = new Map<string, Promise<StartedServer>>();
	const startedOn = (name: string) => {
		const server = started.get(name) ?? start(name, prepared[name]);
		started.set(name, server);
		return server;
	};
	const desk = createServer(({ url = '' }, response) => {
		startedOn(url.slice(1)).then(
			({ shared }) => {
				end(response, 200, JSON.stringify(shared));
			},
			(fault: unknown) => {
				end(response, 500, String(fault));
			}
		);
	});
	await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
	const { port } = desk.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${String(port)}`,
		stop: async () => {
			desk.close();
			for (const server of started.values()) await (await server).stop();
		}
	};
}

function end(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status).end(body);
}

async function start(
	name: string,
	prepared: PreparedTerritory | undefined
): Promise<StartedServer> {
	const engine = engines.find((one) => one.name === name);
	if (!engine) throw new Error(`no engine is named « ${name} »`);
	const data = dataFolder();
	// What it leaves there, it left itself: other suites may run on this machine.
	const temporary = join(data.path, 'temporary');
	mkdirSync(temporary);
	const more = () => Promise.resolve({ TMPDIR: temporary });
	const made = await serverOnCopy(engine, prepared, { data, more });
	return {
		shared: { address: made.server.address, environment: made.environment },
		stop: () => stop(made.server, made.drop, data)
	};
}

async function stop(
	server: RunningServer,
	drop: () => Promise<void>,
	data: ReturnType<typeof dataFolder>
): Promise<void> {
	await server.stop();
	await drop();
	data.remove();
}
