import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtScripts, scriptFile, stampOf } from './script-file.ts';

const source = 'src/lib/server/intake/reader.ts';
const part = 'src/lib/formats/csv.ts';
const built = join(builtScripts, 'reader.js');
let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'forgeterre-scripts-'));
	for (const file of [source, part, built]) write(file, file);
	list([stampOf(root, source), stampOf(root, part)]);
});

afterEach(() => {
	rmSync(root, { recursive: true });
});

function write(file: string, content: string) {
	mkdirSync(dirname(join(root, file)), { recursive: true });
	writeFileSync(join(root, file), content);
}

function list(sources: unknown[]) {
	const scripts = { [source]: { file: 'reader.js', sources } };
	write(join(builtScripts, 'scripts.json'), JSON.stringify(scripts));
}

const started = (script = source) => scriptFile(script, root);

describe('the script of a thread or process', () => {
	it('is the one that was built while its sources stand as they stood', () => {
		expect(started()).toBe(join(root, built));
	});

	it('is its source where a part of it has changed, or is gone', () => {
		write(part, `${part}, changed`);
		expect(started()).toBe(join(root, source));
		rmSync(join(root, part));
		expect(started()).toBe(join(root, source));
	});

	it('is its source where a part is as long as it was, and written again', () => {
		const { size = 0, path = '' } = stampOf(root, part) ?? {};
		list([{ path, size, changedAt: 1 }]);
		expect(started()).toBe(join(root, source));
	});

	it('is its source where it was not built, or nothing was', () => {
		expect(started('src/lib/server/intake/watch.ts')).toBe(
			join(root, 'src/lib/server/intake/watch.ts')
		);
		rmSync(join(root, builtScripts), { recursive: true });
		expect(started()).toBe(join(root, source));
	});

	it('is among those that the build makes, but for the one that reads files beside itself', () => {
		const makes = readFileSync('vite.threads.config.ts', 'utf8');
		const named = globSync('src/lib/server/**/*.ts', { exclude: ['**/*.test.ts'] }).flatMap(
			(file) =>
				[
					...readFileSync(file, 'utf8').matchAll(
						/script(?:File|Url)\(\s*'([^']+)'|^\tfile: '([^']+)'/gm
					)
				].map(([, called, threaded]) => called ?? threaded ?? '')
		);
		expect(named.length).toBeGreaterThan(6);
		expect(named.filter((script) => !makes.includes(`'${script}'`))).toEqual([
			'src/lib/server/documents/typeset-thread.ts'
		]);
	});
});
