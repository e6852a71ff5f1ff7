import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { runToEnd, startServer, type RunningServer } from '../../scripts/check/running-server.ts';
import { makeAgent } from './agents.ts';
import { dataFolder } from './data-folder.ts';
import { engines } from './engines.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { openSirene } from './sirene-service.ts';
import { readableText } from './visitor.ts';

const [ardennes, comte] = ['nord-ardennes', 'nord-franche-comte'] as const;
const files = [ardennes, comte].flatMap((id) => ['--territory', `data/territories/${id}.json`]);
const brownfield = `site_id;site_nom;site_type;site_statut;geompoint
90010_essai;Friche d’essai;friche industrielle;friche sans projet;POINT (6.86 47.63)
`;
const firms = `siret;etab_nom;etab_activite_code;geocodage_qualite;etab_geompoint
13002526500013;Forge d’essai;25.50A;localisation à la commune;POINT (6.86 47.63)
13002526500021;Forge voisine;25.50A;localisation à la commune;POINT (6.87 47.64)
`;
const testDatabase = process.env['TEST_DATABASE_URL'];

interface Asked {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Asks as a browser would under another name of the same machine: fetch says of a host what it connects to. */
function askAt(address: string, host: string, path: string, { method, headers, body }: Asked = {}) {
	type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
	return new Promise<Answer>((resolve, reject) => {
		const own = { accept: 'text/html', ...headers, host: `${host}:${new URL(address).port}` };
		const asked = request(address + path, { method: method ?? 'GET', headers: own }, (answer) => {
			const { statusCode: status = 0, headers: given } = answer;
			text(answer).then((said) => resolve({ status, headers: given, body: said }), reject);
		});
		asked.on('error', reject).end(body);
	});
}

/** A database for each territory, the first as it was prepared, and how to drop both. */
async function databasesOf(
	prepared: string | undefined
): Promise<{ environment: Record<string, string>; drop: () => Promise<void> }> {
	if (!testDatabase || !prepared) return { environment: {}, drop: () => Promise.resolve() };
	const name = `forgeterre_two_${randomBytes(4).toString('hex')}`;
	const administration = postgres(testDatabase, { max: 1, onnotice: () => undefined });
	const names = [ardennes, comte].map((id) => `${name}_${id}`);
	const [first = '', second = ''] = names;
	await administration`create database ${administration(first)} template ${administration(prepared)}`;
	await administration`create database ${administration(second)}`;
	const url = new URL(testDatabase);
	url.pathname = `/${name}_`;
	return {
		environment: { DATABASE_URL: `${url.href}{territory}` },
		drop: async () => {
			for (const each of names)
				await administration`drop database ${administration(each)} with (force)`;
			await administration.end();
		}
	};
}

describe.each(engines)('two territories from one process on $name', (engine) => {
	const data = dataFolder();
	let server: RunningServer;
	let mailbox: Mailbox;
	let register: Awaited<ReturnType<typeof openSirene>>;
	let environment: Record<string, string>;
	let drop: () => Promise<void>;

	beforeAll(async () => {
		const prepared = inject('prepared')[engine.name];
		if (prepared) cpSync(prepared.folder, data.path, { recursive: true });
		[mailbox, register] = [await openMailbox(), await openSirene()];
		const databases = await databasesOf(prepared?.database);
		drop = databases.drop;
		environment = {
			...databases.environment,
			...{ FORGETERRE_DATA: data.path, SMTP_URL: mailbox.url },
			FORGETERRE_SIRENE_URL: register.url
		};
		server = await startServer(environment, files);
	});

	afterAll(async () => {
		await server.stop();
		await Promise.all([mailbox.close(), register.close(), drop()]);
		data.remove();
	});

	const hostOf = (id: string) => `${id}.localhost`;
	const ask = (id: string, path: string, asked?: Asked) =>
		askAt(server.address, hostOf(id), path, asked);
	const keysOf = (id: string) =>
		JSON.parse(readFileSync(join(data.path, id, 'keys.json'), 'utf8')) as {
			publishableKey: string;
			secretKey: string;
		};
	const send = (id: string, path: string, fields: Record<string, string>) => {
		const { port } = new URL(server.address);
		const headers = {
			origin: `http://${hostOf(id)}:${port}`,
			'content-type': 'application/x-www-form-urlencoded'
		};
		return ask(id, path, {
			method: 'POST',
			headers,
			body: new URLSearchParams(fields).toString()
		});
	};
	const countOf = async (id: string) => {
		const { body } = await ask(id, '/ogc/collections/terrains/items?f=json&limit=1');
		return (JSON.parse(body) as { numberMatched: number }).numberMatched;
	};
	const revisionOf = async (id: string) =>
		(JSON.parse((await ask(id, '/ready')).body) as { revision: number }).revision;

	/** By the command, which goes through the server where that holds the database. */
	const importIntoComte = async (name: string, text: string) => {
		const file = join(data.path, name);
		writeFileSync(file, text);
		const { code, errors, output } = await runToEnd(
			'import',
			[file, ...files.slice(2)],
			environment
		);
		expect(code, errors + output).toBe(0);
	};

	it('tells them apart by host, and leads there from any other', async () => {
		expect((await ask(ardennes, '/')).body).toContain('<title>Forgeterre Nord Ardennes');
		expect((await ask(comte, '/')).body).toContain('<title>Forgeterre Nord Franche-Comté');
		const { port } = new URL(server.address);
		const anywhere = await askAt(server.address, '127.0.0.1', '/');
		expect(anywhere.status).toBe(200);
		for (const id of [ardennes, comte])
			expect(anywhere.body).toContain(`href="http://${hostOf(id)}:${port}/"`);
		expect((await askAt(server.address, 'autre.exemple.fr', '/analyse')).status).toBe(404);
		const led = await askAt(server.address, '127.0.0.1', `/t/${comte}/analyse?lieu=x`);
		expect([led.status, led.headers.location]).toEqual([
			307,
			`http://${hostOf(comte)}:${port}/analyse?lieu=x`
		]);
		const ready = await askAt(server.address, '127.0.0.1', '/ready');
		expect(JSON.parse(ready.body)).toMatchObject({
			territories: { [ardennes]: { status: 'ok' }, [comte]: { status: 'ok' } }
		});
	});

	it('shows nothing of the one in the other, also twice in turn', async () => {
		const { body } = await ask(ardennes, '/ogc/collections/terrains/items?f=json&limit=1');
		const [plot] = (JSON.parse(body) as { features: { id: string }[] }).features;
		for (let turn = 0; turn < 2; turn += 1) {
			expect(await countOf(ardennes)).toBe(400);
			expect(await countOf(comte)).toBe(0);
			const path = `/plots/${encodeURIComponent(plot?.id ?? '')}`;
			expect((await ask(ardennes, path)).status).toBe(200);
			expect((await ask(comte, path)).status).toBe(404);
			expect((await ask(comte, '/sitemap.xml')).body).not.toContain(hostOf(ardennes));
		}
	});

	it('keeps members, sessions and keys to their own territory', async () => {
		const site = { address: `${server.address}/t/${ardennes}`, keys: keysOf(ardennes) };
		const { email, password } = await makeAgent(site, 'agent@exemple.fr', ['200041630']);
		const entered = await send(ardennes, '/connexion?/entrer', { email, password });
		expect(entered.status).toBe(303);
		const cookie = (entered.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
		expect((await ask(ardennes, '/admin', { headers: { cookie } })).status).toBe(200);
		expect((await ask(comte, '/admin', { headers: { cookie } })).status).toBe(303);
		expect((await send(comte, '/connexion?/entrer', { email, password })).status).toBe(400);
		const membersBy = async (id: string, key: string) => {
			const headers = { accept: 'application/json', apikey: key, authorization: `Bearer ${key}` };
			return ask(id, '/rest/v1/membre?select=courriel', { headers });
		};
		expect((await membersBy(ardennes, keysOf(ardennes).secretKey)).body).toContain(email);
		expect((await membersBy(comte, keysOf(ardennes).secretKey)).body).not.toContain(email);
		expect((await membersBy(comte, keysOf(ardennes).secretKey)).status).toBe(401);
		expect((await membersBy(comte, keysOf(comte).secretKey)).body).toBe('[]');
	});

	it('compares their industries, and says what it would take to compare more', async () => {
		const page = readableText((await ask(ardennes, '/analyse/proches')).body);
		expect(page).toContain('Il en manque 8. Autres territoires que ce serveur porte : 1.');
		expect(page).toContain('Sans entreprise connue : Nord Franche-Comté.');
		await importIntoComte('firms.csv', firms);
		const csv = async () => (await ask(ardennes, '/analyse/proches/csv')).body;
		await expect.poll(csv).toContain('Nord Franche-Comté');
		// All of theirs forge: what is common is the share that forging has here.
		const { body } = await ask(ardennes, '/analyse/csv/branches');
		const counts = new Map(
			[...body.matchAll(/^"(\d\d) – [^"]*";(\d+);/gm)].map(([, division, count]) => [
				division,
				Number(count)
			])
		);
		const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
		const likeness = Math.round((1000 * (counts.get('25') ?? 0)) / all) / 10;
		expect(await csv()).toContain(`"Nord Franche-Comté";${String(likeness).replace('.', ',')};2;`);
	});

	it('counts revisions, attempts and mails of each by itself', async () => {
		const former = { ardennes: await revisionOf(ardennes), comte: await revisionOf(comte) };
		await importIntoComte('friche.csv', brownfield);
		await expect.poll(() => revisionOf(comte)).toBeGreaterThan(former.comte);
		expect(await revisionOf(ardennes)).toBe(former.ardennes);

		const forgotten = { email: 'personne@exemple.fr' };
		const answers: number[] = [];
		for (let attempt = 0; attempt < 6; attempt += 1)
			answers.push((await send(ardennes, '/connexion/oubli', forgotten)).status);
		expect(answers.at(-1)).toBe(429);
		expect((await send(comte, '/connexion/oubli', forgotten)).status).toBe(200);

		const email = 'forge@exemple.fr';
		const asked = { name: 'Anne Forge', email, siret: '130 025 265 00013', firmName: '' };
		const answer = await send(comte, '/connexion/inscription', asked);
		expect(readableText(answer.body)).toContain('Regardez votre messagerie');
		const { port } = new URL(server.address);
		const mail = await mailbox.next(email);
		expect(mail.text).toContain(`http://${hostOf(comte)}:${port}/connexion/confirmer?jeton=`);
		expect(mail.text).toContain('Nord Franche-Comté');
		const { secretKey } = keysOf(ardennes);
		const authorization = `Bearer ${secretKey}`;
		const headers = { accept: 'application/json', apikey: secretKey, authorization };
		const mails = await ask(ardennes, '/rest/v1/courriel?select=genre', { headers });
		expect(mails.status).toBe(200);
		expect(mails.body).not.toContain('inscription');
	});
});

describe('several territories that cannot stand beside each other', () => {
	const data = dataFolder();
	afterAll(() => {
		data.remove();
	});

	it.each([
		[
			{ FORGETERRE_URL: 'https://carte.exemple.fr' },
			/FORGETERRE_URL vaut pour un seul.*« address »/
		],
		[{ FORGETERRE_JWT_SECRET: 'x'.repeat(40) }, /FORGETERRE_JWT_SECRET vaut pour un seul/],
		[{ DATABASE_URL: 'postgresql://x@127.0.0.1/y' }, /DATABASE_URL nomme une seule.*\{territory\}/]
	])('are refused with %j before anything is opened', async (shared, sentence) => {
		const { code, errors } = await runToEnd('serve', files, {
			...{ PORT: '0', FORGETERRE_DATA: data.path },
			...shared
		});
		expect(code).toBe(1);
		expect(errors).toMatch(sentence);
	});

	it('are refused when two files say the same', async () => {
		const twice = [...files.slice(0, 2), ...files.slice(0, 2)];
		const { code, errors } = await runToEnd('serve', twice, {
			...{ PORT: '0', FORGETERRE_DATA: data.path }
		});
		expect([code, errors]).toEqual([
			1,
			expect.stringContaining('même identifiant « nord-ardennes »')
		]);
	});
});
