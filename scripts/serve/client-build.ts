import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inheritedEnvironment } from '#env';
import { withBuildLock } from './build-lock.ts';
import { secondsSince } from './console.ts';

const inputs = [
	'src/**',
	'messages/**',
	'static/**',
	'project.inlang/settings.json',
	'scripts/client/**',
	'package-lock.json',
	'package.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.threads.config.ts',
	'tsconfig.json'
];

/** What the build leaves for the server, and for lint and types. */
const outputs = [
	'build/handler.js',
	'build/threads/scripts.json',
	'.svelte-kit/tsconfig.json',
	'src/lib/paraglide/runtime.js'
];

/** Digest of every file that the client is built from; tests and generated files left out. */
export function digestOfSources(root: string): string {
	const hash = createHash('sha256');
	const files = inputs
		.flatMap((pattern) => globSync(pattern, { cwd: root }))
		.filter(
			(file) => !file.endsWith('.test.ts') && !file.startsWith(join('src', 'lib', 'paraglide'))
		)
		.sort();
	for (const file of files) {
		const path = join(root, file);
		if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
	}
	return hash.digest('hex');
}

/** Builds the client, and the scripts of threads, in child processes where its sources changed since the last build; says so. */
export async function buildWhereStale(
	root: string,
	onStep: (message: string) => void,
	signal?: AbortSignal
): Promise<void> {
	if (!isStale(root)) return;
	await withBuildLock(root, async () => {
		// Another start may have built it while this one waited.
		if (!isStale(root)) return;
		const begin = performance.now();
		onStep("Construction de l'interface…");
		const digest = digestOfSources(root);
		rmSync(stampOf(root), { force: true });
		await build(root, 'vite.config.ts', signal);
		// After the client, whose build empties the folder.
		await build(root, 'vite.threads.config.ts', signal);
		writeFileSync(stampOf(root), digest);
		onStep(`Interface construite (${secondsSince(begin)})`);
	});
}

function stampOf(root: string): string {
	return join(root, 'build/.stamp');
}

function isStale(root: string): boolean {
	const stamp = stampOf(root);
	const complete = [stamp, ...outputs.map((file) => join(root, file))].every((file) =>
		existsSync(file)
	);
	return !complete || readFileSync(stamp, 'utf8') !== digestOfSources(root);
}

function build(root: string, config: string, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const vite = join(root, 'node_modules/vite/bin/vite.js');
		const child = spawn(
			process.execPath,
			[vite, 'build', '--config', config, '--logLevel', 'warn'],
			{
				cwd: root,
				signal,
				env: inheritedEnvironment({ NODE_ENV: 'production' }),
				stdio: ['ignore', 'pipe', 'pipe']
			}
		);
		// A start that ends early takes its build with it.
		const end = () => child.kill();
		process.once('exit', end);
		let output = '';
		const keep = (chunk: Buffer) => (output += chunk.toString());
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', reject);
		child.on('exit', (code) => {
			process.off('exit', end);
			if (code === 0) resolve();
			else reject(new Error(`La construction de l'interface a échoué :\n${output.trim()}`));
		});
	});
}
