import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysOf } from './keys.ts';

describe('the keys of a data directory', () => {
	let directory: string;
	let file: string;

	beforeEach(() => {
		directory = mkdtempSync(join(tmpdir(), 'forgeterre-cles-'));
		file = join(directory, 'keys.json');
	});

	afterEach(() => rmSync(directory, { recursive: true }));

	it('are made once, and kept to their owner', () => {
		const keys = keysOf(directory);
		expect(keys.publishableKey).toMatch(/^sb_publishable_[\w-]{22}_[\w-]{8}$/);
		expect(keys.secretKey).toMatch(/^sb_secret_[\w-]{22}_[\w-]{8}$/);
		expect(keysOf(directory)).toEqual(keys);
		expect(statSync(file).mode & 0o777).toBe(0o600);
	});

	it('are other keys in another directory', () => {
		const keys = Object.values(keysOf(directory));
		const others = Object.values(keysOf(join(directory, 'autre')));
		expect(new Set([...keys, ...others]).size).toBe(6);
	});

	it('say what to do when they cannot be read, and are left as they are', () => {
		for (const text of ['', '{"secretKey":"x"}', '[]']) {
			writeFileSync(file, text);
			expect(() => keysOf(directory)).toThrow(/keys\.json ne contient pas les trois clés/);
			expect(readFileSync(file, 'utf8')).toBe(text);
		}
	});
});
