import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSources } from './read-sources.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'forgeterre-sources-'));
	writeFileSync(join(folder, 'a.csv'), 'a;b');
	writeFileSync(join(folder, 'vide.csv'), '');
	writeFileSync(join(folder, 'a.shp'), 'x');
	writeFileSync(join(folder, 'enorme.csv'), 'x');
	// A sparse file: its size without its bytes.
	truncateSync(join(folder, 'enorme.csv'), 201 * 1024 * 1024);
	mkdirSync(join(folder, 'dossier.csv'));
});

afterAll(() => {
	rmSync(folder, { recursive: true });
});

describe('the files of an import', () => {
	it('are read under their name', () => {
		const [source] = readSources([join(folder, 'a.csv')]);
		expect(source?.name).toBe('a.csv');
		expect(new TextDecoder().decode(source?.bytes)).toBe('a;b');
	});

	it.each([
		['absent.csv', /absent\.csv : fichier introuvable/],
		['dossier.csv', /c’est un dossier/],
		['vide.csv', /le fichier est vide/],
		['a.shp', /format inconnu ; attendu : GeoJSON/],
		['enorme.csv', /201 Mo, attendu 200 Mo au plus/]
	])('are refused for %s with a sentence', (name, message) => {
		expect(() => readSources([join(folder, 'a.csv'), join(folder, name)])).toThrow(message);
	});
});
