import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secondsSince } from './console.ts';

const inputs = [
	'src/**',
	'messages/**',
	'static/**',
	'project.inlang/settings.json',
	'package-lock.json',
	'package.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
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

/** Builds the client in a child process when its sources changed since the last build. Says so, with the duration. */
export async function buildWhereStale(
	root: string,
	onStep: (message: string) => void,
	signal?: AbortSignal
): Promise<void> {
	const stamp = join(root, 'build/.stamp');
	const digest = digestOfSources(root);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
	const begin = performance.now();
	onStep("Construction de l'interface…");
	rmSync(stamp, { force: true });
	await build(root, signal);
	writeFileSync(stamp, digest);
	onStep(`Interface construite (${secondsSince(begin)})`);
}

function build(root: string, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const vite = join(root, 'node_modules/vite/bin/vite.js');
		const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
			cwd: root,
			signal,
			env: { ...process.env, NODE_ENV: 'production' },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		const keep = (chunk: Buffer) => (output += chunk.toString());
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', reject);
		child.on('exit', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`La construction de l'interface a échoué :\n${output.trim()}`));
		});
	});
}
