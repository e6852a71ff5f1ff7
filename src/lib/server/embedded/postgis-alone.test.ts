import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { smallerArchive } from './postgis-alone.ts';

const place = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
const kept = ['lib/postgresql/postgis-3.so', 'share/postgresql/extension/postgis--3.6.2.sql'];
const leftOut = [
	'lib/postgresql/postgis_raster-3.so',
	'share/postgresql/contrib/postgis-3.6/spatial_ref_sys.sql',
	'share/postgresql/extension/postgis--2.4.3--ANY.sql',
	'share/postgresql/extension/postgis_tiger_geocoder--3.6.2.sql'
];

/** An archive that tar itself makes, of these files: each holds its own name, so many times. */
function archiveOf(names: readonly string[], times: number): URL {
	const source = mkdtempSync(join(place, 'source-'));
	for (const name of names) {
		mkdirSync(join(source, name, '..'), { recursive: true });
		writeFileSync(join(source, name), name.repeat(times));
	}
	const path = `${source}.tar.gz`;
	execFileSync('tar', ['--format=ustar', '-czf', path, '-C', source, ...names]);
	return pathToFileURL(path);
}

const tar = (...words: string[]) => execFileSync('tar', words, { encoding: 'utf8' });

describe('the archive of PostGIS', () => {
	afterAll(() => {
		rmSync(place, { recursive: true });
	});

	it('loses what no SQL of ours names, and keeps the rest as it is', async () => {
		const { pathname } = await smallerArchive(archiveOf([...leftOut, ...kept], 40), place);
		expect(tar('-tzf', pathname).trim().split('\n')).toEqual(kept);
		for (const name of kept) expect(tar('-xzOf', pathname, name)).toBe(name.repeat(40));
	});

	it('is made smaller once, and again for another archive', async () => {
		const folder = join(place, 'folder');
		const [first, second] = [archiveOf(kept, 1), archiveOf(kept, 2)];
		const made = await smallerArchive(first, folder);
		expect(await smallerArchive(first, folder)).toEqual(made);
		expect(await smallerArchive(second, folder)).not.toEqual(made);
		expect(readdirSync(folder)).toHaveLength(2);
	});

	it('serves whole where nothing can be written', async () => {
		const archive = archiveOf(kept, 1);
		const file = join(place, 'file');
		writeFileSync(file, '');
		expect(await smallerArchive(archive, join(file, 'folder'))).toBe(archive);
	});
});
