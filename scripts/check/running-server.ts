import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { inheritedEnvironment } from '#env';

const root = resolve(import.meta.dirname, '../..');

type Ending = number | NodeJS.Signals | null;
type Environment = Record<string, string>;

export type RunningServer = {
	address: string;
	pid: number;
	/** From the launch of the process to its being ready. */
	seconds: number;
	/** Everything that the start printed. */
	output: () => string;
	/** Asks it to stop; answers its exit code, or the signal that ended it. */
	stop: () => Promise<Ending>;
	/** Ends it at once, as a power cut would. */
	kill: () => Promise<Ending>;
};

/** `scripts/<name>.ts` on the embedded database, unless the environment names another. */
function launch(name: string, parameters: string[], environment: Environment) {
	const child = spawn(process.execPath, [`scripts/${name}.ts`, ...parameters], {
		cwd: root,
		env: inheritedEnvironment({ DATABASE_URL: '', PUBLIC_SUPABASE_URL: '', ...environment }),
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const exit = new Promise<Ending>((resolve, reject) => {
		child.once('error', reject);
		// Closed, not exited: the last that it said is why it ended.
		child.once('close', (code, signal) => {
			resolve(code ?? signal);
		});
	});
	return { child, exit };
}

/** Runs a script to its end. */
export async function runToEnd(name: string, parameters: string[], environment: Environment) {
	const { child, exit } = launch(name, parameters, environment);
	const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
	return { code, output, errors };
}

/** Starts the server on a free port, and resolves once it says that it is ready. */
export async function startServer(
	environment: Environment,
	parameters: string[] = []
): Promise<RunningServer> {
	const begin = performance.now();
	const { child, exit } = launch('serve', parameters, {
		// No test depends on the contours of the State, nor has its map changed by them.
		...{ PORT: '0', GEO_API_URL: 'off' },
		...environment
	});
	const end = (signal: NodeJS.Signals) => () => {
		child.kill(signal);
		return exit;
	};
	const { address, output } = await readyLine(child, exit);
	const seconds = (performance.now() - begin) / 1000;
	const { pid = 0 } = child;
	return { address, seconds, output, pid, stop: end('SIGTERM'), kill: end('SIGKILL') };
}

async function readyLine(
	child: ChildProcessByStdio<null, Readable, Readable>,
	exit: Promise<Ending>
) {
	let output = '';
	const address = await new Promise<string>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			output += chunk.toString();
			const ready = /Forgeterre est prête .*: (http:\S+)/.exec(output)?.[1];
			if (ready) resolve(ready);
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		exit.then((code) => {
			reject(new Error(`Le serveur s'est arrêté (code ${String(code)}) :\n${output}`));
		}, reject);
	});
	return { address, output: () => output };
}
