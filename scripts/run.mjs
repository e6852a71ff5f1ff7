/**
 * Runs `scripts/<command>.ts` on a machine that has only git and npm on Node 20 or newer: installs what is
 * missing, finds a Node that reads TypeScript, hands over. No packages, syntax of Node 20.
 * Usage: node scripts/run.mjs <command> [arguments]
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = [
	'serve',
	'dev',
	'check',
	'bench',
	'import',
	'consumption',
	'sync',
	'demo-clear',
	'admin-create',
	'criteria',
	'fields',
	'documents',
	'daily',
	'migration'
];

/** Node 22.18 is the first that runs TypeScript without a flag. */
const readsTypeScript = (version) => {
	const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 18);
};

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** npm keeps what it installed in node_modules/.package-lock.json: every required package must be there. */
function isInstalled() {
	if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false;
	const wanted = readJson('package-lock.json').packages;
	const present = readJson('node_modules/.package-lock.json').packages;
	return Object.entries(wanted).every(
		([path, { version, optional, devOptional }]) =>
			path === '' || optional || devOptional || present[path]?.version === version
	);
}

function run(executable, parameters, environment = process.env) {
	return new Promise((resolve, reject) => {
		const child = spawn(executable, parameters, { cwd: root, stdio: 'inherit', env: environment });
		// A terminal sends Ctrl-C to both; a service manager only to us: pass it on, and leave with the child.
		const onTerminate = () => child.kill('SIGTERM');
		const onInterrupt = () => {};
		process.on('SIGTERM', onTerminate).on('SIGHUP', onTerminate).on('SIGINT', onInterrupt);
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			process.off('SIGTERM', onTerminate).off('SIGHUP', onTerminate).off('SIGINT', onInterrupt);
			resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
		});
	});
}

async function install() {
	const start = Date.now();
	console.log('Installation des dépendances (npm ci)…');
	const parameters = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
	const npm = process.env.npm_execpath;
	const code = npm
		? await run(process.env.npm_node_execpath ?? process.execPath, [npm, ...parameters])
		: await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', parameters);
	if (code !== 0) {
		throw new Error(
			`npm ci a échoué (code ${code}) : ses lignes ci-dessus disent pourquoi. Vérifiez l'accès au registre npm, puis relancez.`
		);
	}
	console.log(`Dépendances installées (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}

/** The Node that npm installed where there is one for this machine, else the current one. */
async function findNode() {
	const installed = join(root, `node_modules/node-linux-${process.arch}/bin/node`);
	if (process.platform === 'linux' && existsSync(installed)) return installed;
	if (readsTypeScript(process.version)) return process.execPath;
	throw new Error(
		`Forgeterre demande Node 22.18 ou plus récent ; cette machine a Node ${process.version} et npm n'en fournit pas pour ${process.platform} ${process.arch}. Installez-le depuis https://nodejs.org, puis relancez.`
	);
}

async function main([command = '', ...parameters]) {
	if (!commands.includes(command)) {
		throw new Error(`commande « ${command} » inconnue ; attendu : ${commands.join(', ')}`);
	}
	if (!isInstalled()) await install();
	const node = await findNode();
	const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
	return run(node, [join(root, `scripts/${command}.ts`), ...parameters], {
		...process.env,
		PATH: path
	});
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(fault) => {
		console.error(fault.message);
		process.exitCode = 1;
	}
);
