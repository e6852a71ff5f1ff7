import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withBuildLock } from './build-lock.ts';
import { digestOfSources } from './client-build.ts';

let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'forgeterre-build-'));
	write('src/app.html', '<html></html>');
	write('messages/fr.json', '{}');
});

afterEach(() => {
	rmSync(root, { recursive: true });
});

function write(file: string, content: string) {
	mkdirSync(dirname(join(root, file)), { recursive: true });
	writeFileSync(join(root, file), content);
}

describe('digest of the sources', () => {
	it.each(['src/app.html', 'src/lib/map/new.ts', 'messages/fr.json', 'package-lock.json'])(
		'changes when %s changes',
		(file) => {
			const before = digestOfSources(root);
			write(file, 'changed');
			expect(digestOfSources(root)).not.toBe(before);
		}
	);

	it.each(['src/lib/map/new.test.ts', 'src/lib/paraglide/runtime.js', 'README.md'])(
		'stays when %s changes, which the client is not built from',
		(file) => {
			const before = digestOfSources(root);
			write(file, 'changed');
			expect(digestOfSources(root)).toBe(before);
		}
	);
});

describe('build lock', () => {
	it('lets two builds follow each other', async () => {
		const order: string[] = [];
		const build = (name: string) =>
			withBuildLock(root, async () => {
				order.push(`${name} begins`);
				await new Promise((resolve) => setTimeout(resolve, 300));
				order.push(`${name} ends`);
			});
		await Promise.all([build('first'), build('second')]);
		expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
	});

	it('is taken over from a process that is gone, and left after a build that failed', async () => {
		// No process has this number: it is above the largest that Linux gives.
		write('.cache/build.lock', '99999999');
		await expect(withBuildLock(root, () => Promise.reject(new Error('broken')))).rejects.toThrow(
			'broken'
		);
		let ran = false;
		await withBuildLock(root, () => {
			ran = true;
			return Promise.resolve();
		});
		expect(ran).toBe(true);
	});
});
