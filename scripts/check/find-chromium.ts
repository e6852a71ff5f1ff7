import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { setting } from '#env';

/** The one without windows first: the same engine, which draws the same pages in a quarter less time of processor. */
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
// Not a dependency of the project: 65 MB that only a machine without any Chromium has to fetch.
const npmPackage = { name: '@sparticuz/chromium', version: '147.0.0' };

/** Path of a Chromium: $CHROMIUM, then Debian's, then the one from npm, fetched into .cache. */
export async function findChromium(root: string): Promise<string> {
	const named = setting('CHROMIUM');
	if (named) {
		if (existsSync(named)) return named;
		throw new Error(`CHROMIUM : « ${named} » n'existe pas ; attendu, le chemin d'un Chromium.`);
	}
	const found = installed.find((path) => existsSync(path));
	if (found !== undefined) return found;
	return fetchChromium(join(root, '.cache/chromium'));
}

async function fetchChromium(folder: string): Promise<string> {
	const entry = join(folder, 'node_modules', npmPackage.name, 'build/esm/index.js');
	if (!existsSync(entry)) {
		console.log(`Aucun Chromium sur cette machine : ${npmPackage.name} vient de npm…`);
		await promisify(execFile)('npm', [
			'install',
			'--no-save',
			'--no-audit',
			'--no-fund',
			'--loglevel=error',
			`--prefix=${folder}`,
			`${npmPackage.name}@${npmPackage.version}`
		]);
	}
	const chromium = (await import(pathToFileURL(entry).href)) as {
		default: { executablePath: () => Promise<string> };
	};
	return chromium.default.executablePath();
}
