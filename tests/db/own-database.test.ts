import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { backendFromEnvironment, openBackend } from '#lib/server/open-backend.ts';
import { bareDatabase, testServerUrl } from './engines.ts';

describe('DATABASE_URL', () => {
	const dataDirectory = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
	afterAll(() => rmSync(dataDirectory, { recursive: true }));

	it('is named without its password when no server answers there', async () => {
		const opening = openBackend({
			databaseUrl: 'postgres://ville:motdepasse@127.0.0.1:9/forgeterre',
			dataDirectory,
			purpose: 'le serveur'
		});
		await expect(opening).rejects.toThrow(
			"Impossible d'ouvrir la base DATABASE_URL (postgres://ville:***@127.0.0.1:9/forgeterre) : " +
				'aucun serveur ne répond à cette adresse.'
		);
	});

	it.runIf(testServerUrl)('prepares one database once when two servers start on it', async () => {
		const database = await bareDatabase(testServerUrl ?? '');
		const opened = await Promise.all([database.open('un serveur'), database.open('un autre')]);
		const answers = await Promise.all(
			opened.map(({ fetch, url, publishableKey }) =>
				fetch(`${url}/rest/v1/epci`, { headers: { apikey: publishableKey } })
			)
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		for (const backend of opened) await backend.close();
		await database.remove();
	});

	it.runIf(testServerUrl)('says that PostGIS stands where it cannot be used', async () => {
		const database = await bareDatabase(testServerUrl ?? '');
		const engine = database.openRaw();
		await engine.run('create extension postgis with schema public');
		await engine.close();
		await expect(database.open()).rejects.toThrow(
			/PostGIS y est installée dans le schéma « public » ; attendu : une base où elle ne l’est pas/
		);
		await database.remove();
	});
});

describe('the keys of our own backend', () => {
	it.each([
		[{ PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'anon' }, /attendu : une clé sb_publishable_/],
		[{ SUPABASE_SECRET_KEY: 'eyJhbGciOi' }, /attendu : une clé sb_secret_/],
		[{ FORGETERRE_JWT_SECRET: 'court' }, /a 5 caractères ; attendu : 32 au moins/]
	])('are refused when the environment gives %j', async (env, message) => {
		const dataDirectory = mkdtempSync(join(tmpdir(), 'forgeterre-test-'));
		const options = {
			...backendFromEnvironment('nord-ardennes', env),
			dataDirectory,
			purpose: 'un test'
		};
		await expect(openBackend(options)).rejects.toThrow(message);
		rmSync(dataDirectory, { recursive: true });
	});
});
