import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

type Package = { version?: string; optionalDependencies?: Record<string, string> };

// npm leaves a platform's package out of the lockfile when the registry it asks lags behind, and npm ci
// then refuses the lockfile on every machine: a fresh clone would not start.
it('locks every optional package of every platform, as npm ci demands', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
		packages: Record<string, Package>;
	};
	const isLocked = (parent: string, name: string) =>
		[parent, ...ancestorsOf(parent)].some(
			(folder) => `${folder}/node_modules/${name}`.replace(/^\//, '') in packages
		);
	const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter((name) => !isLocked(parent, name))
	);
	expect(Object.keys(packages).length).toBeGreaterThan(100);
	expect(missing).toEqual([]);
});

/** `node_modules/a/node_modules/b` → `node_modules/a`, and the root. */
function ancestorsOf(path: string): string[] {
	const parts = path.split('/node_modules/');
	return parts.map((_, depth) => parts.slice(0, depth).join('/node_modules/'));
}
