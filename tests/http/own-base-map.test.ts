import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PMTiles } from 'pmtiles';
import { afterAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { smallPmtiles } from '../fixtures/small-pmtiles.ts';
import { dataFolder } from './data-folder.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

/** A file is served as it is: one engine stands for both. */
const folder = dataFolder();
const archive = smallPmtiles();
const file = join(folder.path, 'essai.pmtiles');
writeFileSync(file, archive);

afterAll(() => {
	folder.remove();
});

describe.each(engines.slice(0, 1))('the base map of the operator', (engine) => {
	const server = useServer(engine, () =>
		Promise.resolve({ FORGETERRE_BASEMAP: file, FORGETERRE_IGN_URL: 'off' })
	);
	const part = (range: string, more: Record<string, string> = {}) =>
		fetch(`${server.address()}/fonds/plan.pmtiles`, { headers: { range, ...more } });

	it('is offered to the pages with its owner in plain words', async () => {
		const answer = await fetch(`${server.address()}/fonds`);
		expect(await answer.json()).toEqual({ online: 'off', own: { attribution: 'Pays d’essai' } });
	});

	it('is served part by part, as it stands', async () => {
		const answer = await part('bytes=0-126');
		expect(answer.status).toBe(206);
		expect(answer.headers.get('content-range')).toBe(`bytes 0-126/${archive.length}`);
		expect(answer.headers.get('content-encoding')).toBeNull();
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(archive.subarray(0, 127));
		const end = await part('bytes=-20');
		expect(Buffer.from(await end.arrayBuffer())).toEqual(archive.subarray(-20));
		const whole = await fetch(`${server.address()}/fonds/plan.pmtiles`);
		expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, archive.length]);
		expect((await part(`bytes=${archive.length}-`)).status).toBe(416);
	});

	it('is not sent again to whoever has it', async () => {
		const tag = (await part('bytes=0-9')).headers.get('etag') ?? '';
		expect((await part('bytes=0-9', { 'if-none-match': tag })).status).toBe(304);
	});

	it('gives a reader of PMTiles its tiles', async () => {
		const reader = new PMTiles(`${server.address()}/fonds/plan.pmtiles`);
		expect((await reader.getHeader()).maxZoom).toBe(11);
		expect((await reader.getZxy(8, 131, 87))?.data.byteLength).toBeGreaterThan(20);
	});

	it('is printed as vectors with its owner, its roads and names in the colours of paper', async () => {
		const address = `${server.address()}/imprimer?fond=local&vue=49.75,4.67,11`;
		const html = await (await fetch(address)).text();
		const has = (part: string | RegExp) =>
			typeof part === 'string' ? html.includes(part) : part.test(html);
		expect([
			has('celui de ce site, © Pays d’essai'),
			has('>Petite-Ville</text>'),
			// groundTints.motorway and groundTints.sea, on light paper.
			has(/<path d="M[^"]+" fill="none" stroke="rgb\(214,168,104\)"/),
			has(/<path d="M[^"]+Z" fill="rgb\(213,226,234\)"/),
			has('<image')
		]).toEqual([true, true, true, true, false]);
	});

	it('is seen anew once the operator has replaced it', async () => {
		const before = (await part('bytes=0-9')).headers.get('etag');
		writeFileSync(file, Buffer.concat([archive, Buffer.alloc(5)]));
		const after = await part('bytes=0-9');
		expect(after.headers.get('etag')).not.toBe(before);
		expect(after.headers.get('content-range')).toBe(`bytes 0-9/${archive.length + 5}`);
		writeFileSync(file, archive);
	});
});

describe('a base map that cannot be used stops the start', () => {
	it.each([
		['absent.pmtiles', null, 'fichier introuvable'],
		['page.pmtiles', Buffer.from('<html>'.padEnd(200)), 'PMTiles'],
		['vide.pmtiles', Buffer.alloc(0), 'PMTiles'],
		['carte.mbtiles', archive, 'fichier .pmtiles'],
		['photos.pmtiles', withTileType(2), 'Png']
	])('%s', async (name, bytes, says) => {
		const path = join(folder.path, name);
		if (bytes) writeFileSync(path, bytes);
		const { code, output, errors } = await runToEnd('serve', [], {
			...{ PORT: '0', FORGETERRE_DATA: join(folder.path, 'data'), FORGETERRE_BASEMAP: path }
		});
		expect(code).toBe(1);
		expect(output + errors).toContain('FORGETERRE_BASEMAP');
		expect(output + errors).toContain(path);
		expect(output + errors).toContain(says);
		expect(errors, 'a sentence, no stack trace').not.toMatch(/^\s+at |node:internal/m);
	});
});

function withTileType(type: number): Buffer {
	const other = Buffer.from(archive);
	other.writeUInt8(type, 99);
	return other;
}
