import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { inheritedEnvironment, systemVariables } from '#env';

export interface Child {
	pid: number;
	end: () => Promise<void>;
}

export interface ChildOptions {
	environment?: Record<string, string>;
	/** The signal that ends it. */
	ending?: NodeJS.Signals;
}

const startMilliseconds = 30_000;

/** The path of a program, among the folders of PATH and those of Debian that PATH leaves out; null where it is not. */
export function findProgram(name: string): string | null {
	const folders = [
		...(systemVariables(['PATH'])['PATH'] ?? '').split(delimiter),
		'/usr/sbin',
		'/usr/lib/cgi-bin'
	];
	const paths = folders.map((folder) => join(folder, name));
	return paths.find((path) => isExecutable(path)) ?? null;
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Starts a program that stays in the foreground, and resolves once its port listens. */
export async function startChild(
	program: string,
	parameters: string[],
	port: number,
	{ environment = {}, ending = 'SIGTERM' }: ChildOptions = {}
): Promise<Child> {
	const child = spawn(program, parameters, {
		env: inheritedEnvironment(environment),
		stdio: ['ignore', 'ignore', 'pipe']
	});
	let output = '';
	child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-2_000)));
	const ended = new AbortController();
	const exit = new Promise<void>((resolve) => {
		const settle = () => {
			ended.abort();
			resolve();
		};
		child.once('error', settle).once('exit', settle);
	});
	const until = performance.now() + startMilliseconds;
	while (!(await listens(port))) {
		if (ended.signal.aborted || performance.now() > until) {
			child.kill();
			throw new Error(`${program} n’écoute pas sur le port ${port} :\n${output}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	// A FastCGI program that is asked to end waits for one more request first.
	const end = () => {
		child.kill(ending);
		return exit;
	};
	return { pid: child.pid ?? 0, end };
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const settle = (answer: boolean) => () => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', settle(true)).once('error', settle(false));
	});
}
