import {
	cpSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServiceClient } from '#lib/backend/client.ts';
import { territories } from '#lib/backend/territories.ts';
import { contentKey, copyKeptDatabase } from '#lib/server/embedded/kept-database.ts';
import { openBackend } from '#lib/server/open-backend.ts';
import { engines, type TestDatabase } from './engines.ts';

const [pglite] = engines();

describe('a database that is made once and kept', () => {
	const place = mkdtempSync(join(tmpdir(), 'forgeterre-kept-'));
	const folder = join(place, 'databases');
	const said: string[] = [];
	let model: TestDatabase;
	let made = 0;

	beforeAll(async () => {
		if (!pglite) throw new Error('PGlite is always there.');
		model = await pglite.create();
	});

	afterAll(async () => {
		await model.remove();
		rmSync(place, { recursive: true });
	});

	const kept = {
		folder,
		key: 'model',
		onStep: (line: string) => said.push(line),
		make: (draft: string) => {
			made++;
			cpSync(join(model.dataDirectory, 'pgdata'), join(draft, 'pgdata'), { recursive: true });
			writeFileSync(join(draft, 'keys.json'), 'keys of whoever made it');
			return Promise.resolve();
		}
	};
	const open = (name: string, onEmpty = (data: string) => copyKeptDatabase(data, kept)) =>
		openBackend({ dataDirectory: join(place, name), purpose: 'un test', onEmpty });

	it('is copied into an empty data directory, where it opens with keys of its own', async () => {
		const backend = await open('first');
		expect(await territories.get(createServiceClient(backend), 'nowhere')).toBeNull();
		await backend.close();
		expect(readdirSync(join(folder, 'model')).sort()).toEqual(['digest', 'pgdata']);
		expect(readFileSync(join(place, 'first', 'keys.json'), 'utf8')).toContain('sb_secret_');
		expect(statSync(join(place, 'first', 'pgdata')).mode & 0o077).toBe(0);
	});

	it('keeps no key of an installation: none stands in the files of a database that has served', () => {
		const keys = Object.values(
			JSON.parse(readFileSync(join(place, 'first', 'keys.json'), 'utf8')) as Record<string, string>
		);
		const pgdata = join(place, 'first', 'pgdata');
		const holding = readdirSync(pgdata, { recursive: true, encoding: 'utf8' })
			.filter((name) => statSync(join(pgdata, name)).isFile())
			.filter((name) => keys.some((key) => readFileSync(join(pgdata, name)).includes(key)));
		expect(keys).toHaveLength(3);
		expect(holding).toEqual([]);
	});

	it('is made once, and made again where a byte of it has changed, with a line that says so', async () => {
		await copyKeptDatabase(join(place, 'first', 'elsewhere'), kept);
		expect([made, said]).toEqual([1, []]);
		const file = join(folder, 'model', 'pgdata', 'global', 'pg_control');
		const bytes = readFileSync(file);
		bytes[100] = 255 - (bytes[100] ?? 0);
		writeFileSync(file, bytes);
		await copyKeptDatabase(join(place, 'first', 'elsewhere'), kept);
		expect(made).toBe(2);
		expect(said).toEqual([expect.stringMatching(/model abîmée ou étrangère/)]);
	});

	it('never comes over a database that is there', async () => {
		const backend = await open('first', () => {
			throw new Error('asked for a database where there is one');
		});
		await backend.close();
	});

	it('leaves the place empty for the ordinary way where it cannot be made', async () => {
		said.length = 0;
		const make = () => Promise.reject(new Error('no room'));
		await copyKeptDatabase(join(place, 'none'), { ...kept, key: 'other', make });
		expect(said).toEqual([expect.stringMatching(/no room.*faite sur place/)]);
		expect(readdirSync(folder)).toEqual(['model']);
	});

	it('is another one for another territory', () => {
		const [one, other] = ['nord-ardennes', 'nord-franche-comte'].map((name) =>
			contentKey([`data/territories/${name}.json`])
		);
		expect(one).not.toBe(other);
		expect(contentKey(['data/territories/nord-ardennes.json'])).toBe(one);
	});
});
