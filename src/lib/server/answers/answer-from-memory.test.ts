import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerFromMemory } from './answer-from-memory.ts';
import { KeptAnswers } from './kept-answers.ts';
import { passing } from './lent-memory.ts';
import { sameForAllHeader } from './same-for-all.ts';

const page = `<p>${'Un terrain à côté. '.repeat(200)}</p>`;

describe('an answer that is the same for all', () => {
	let version: string | null;
	let made: string[];
	let mark: boolean;
	let status: number;
	let headers: Record<string, string>;
	/** What the handler answers with, where it is not the page. */
	let large: ((url: string) => Buffer) | null;
	let server: ReturnType<typeof createServer>;

	const handler = (request: IncomingMessage, response: ServerResponse) => {
		made.push(request.url ?? '');
		if (mark && version !== null) response.setHeader(sameForAllHeader, version);
		response.setHeader('content-type', 'text/html');
		response.setHeader('etag', '"a"');
		// A page takes a moment, and comes in pieces.
		setTimeout(() => {
			response.writeHead(status, headers);
			if (large) return response.end(large(request.url ?? ''));
			response.write(page.slice(0, 100));
			response.end(page.slice(100));
		}, 20);
	};

	beforeEach(async () => {
		[version, made, mark, status, headers] = ['one', [], true, 200, {}];
		large = null;
		server = createServer(answerFromMemory(new KeptAnswers(10_000_000), () => version, handler));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	const get = (path: string, headers: Record<string, string> = {}) =>
		new Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>(
			(resolve, reject) => {
				const { port } = server.address() as AddressInfo;
				const asked = ask({ port, path, headers }, (response) => {
					const { statusCode = 0, headers } = response;
					buffer(response).then((body) => {
						resolve({ status: statusCode, headers, body });
					}, reject);
				});
				asked.on('error', reject).end();
			}
		);

	it('is made once, and goes out whole and without its mark', async () => {
		const [first, second] = [await get('/'), await get('/')];
		expect(made).toEqual(['/']);
		for (const { headers, body } of [first, second]) {
			expect(body.toString()).toBe(page);
			expect(headers['content-type']).toBe('text/html');
			expect(headers['content-length']).toBe(String(Buffer.byteLength(page)));
			expect(headers).not.toHaveProperty(sameForAllHeader);
		}
	});

	it('gives memory that was lent for it back once it is sent, unless it is kept', async () => {
		const disposed: string[] = [];
		large = (url) =>
			Object.assign(Buffer.alloc(300_000, 'a'), { [Symbol.dispose]: () => disposed.push(url) });
		const answers = [await get('/large'), await get('/other'), await get('/large')];
		expect(answers.every(({ body }) => body.equals(Buffer.alloc(300_000, 'a')))).toBe(true);
		await get('/large');
		expect([made, disposed]).toEqual([
			['/large', '/other', '/large'],
			['/large', '/other']
		]);
	});

	it('gives memory back once the last of it is on its way, however slowly it is read', async () => {
		const bytes = Buffer.alloc(64_000_000, 'abcdefghijk');
		const body = passing(Buffer.from(new ArrayBuffer(bytes.length)).fill(bytes));
		large = () => body;
		const { port } = server.address() as AddressInfo;
		const read = await new Promise<Buffer>((resolve, reject) => {
			const asked = ask({ port, path: '/slow' }, (response) => {
				// What waits in between stands in the memory of the server.
				setTimeout(() => void buffer(response).then(resolve, reject), 200);
			});
			asked.on('error', reject).end();
		});
		expect(read.equals(bytes)).toBe(true);
		await expect.poll(() => body.byteLength).toBe(0);
	});

	it('gives back no memory of what was cut off on its way', async () => {
		const disposed: string[] = [];
		large = (url) =>
			Object.assign(Buffer.alloc(64_000_000, 'a'), { [Symbol.dispose]: () => disposed.push(url) });
		const closed = new Promise<void>((resolve) =>
			server.once('request', (_request, response: ServerResponse) =>
				response.once('close', () => resolve())
			)
		);
		const { port } = server.address() as AddressInfo;
		const asked = ask({ port, path: '/large' }, (response) => response.destroy());
		asked.on('error', () => undefined).end();
		await closed;
		expect(disposed).toEqual([]);
	});

	it('is made once for many who ask at the same moment', async () => {
		const answers = await Promise.all(Array.from({ length: 30 }, () => get('/')));
		expect(made).toEqual(['/']);
		expect(answers.every(({ body }) => body.toString() === page)).toBe(true);
	});

	it('is made anew when the records have changed', async () => {
		await get('/');
		version = 'two';
		await get('/');
		expect(made).toHaveLength(2);
	});

	it('is compressed as each client takes it', async () => {
		const br = await get('/', { 'accept-encoding': 'gzip, deflate, br' });
		const gzip = await get('/', { 'accept-encoding': 'gzip;q=0.8, br;q=0' });
		const none = await get('/', { 'accept-encoding': 'gzip;q=0' });
		expect(br.headers['content-encoding']).toBe('br');
		expect(brotliDecompressSync(br.body).toString()).toBe(page);
		expect(gzip.headers['content-encoding']).toBe('gzip');
		expect(gunzipSync(gzip.body).toString()).toBe(page);
		expect(none.headers['content-encoding']).toBeUndefined();
		expect(none.headers.vary).toContain('Accept-Encoding');
		expect(made).toEqual(['/']);
	});

	it('answers 304 to whoever has it', async () => {
		await get('/');
		const again = await get('/', { 'if-none-match': '"b", "a"' });
		expect([again.status, again.body.length]).toEqual([304, 0]);
	});

	it('keeps a file of the build in the encoding that it came in', async () => {
		mark = false;
		headers = { 'content-encoding': 'br', vary: 'Accept-Encoding' };
		const file = '/_app/immutable/a.js';
		const answers = [await get(file, { 'accept-encoding': 'br' })];
		answers.push(await get(file, { 'accept-encoding': 'br' }));
		expect(made).toEqual([file]);
		for (const { headers, body } of answers) {
			expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
			expect(body.toString(), 'as it came').toBe(page);
		}
		await get(file, { 'accept-encoding': 'gzip' });
		expect(made).toHaveLength(2);
	});

	it('differs by language, kind and host that are asked for', async () => {
		await get('/');
		await get('/', { 'accept-language': 'en' });
		await get('/', { accept: 'application/json' });
		await get('/', { host: 'autre.example' });
		expect(made).toHaveLength(4);
	});

	it.each([
		['a session', { cookie: 'a=b; forgeterre-session.0=x' }],
		['a key', { authorization: 'Bearer x' }]
	])('is not for whoever comes with %s', async (_, headers) => {
		await get('/');
		await get('/', headers);
		await get('/', headers);
		expect(made).toHaveLength(3);
	});

	it('is only what says so and went well', async () => {
		mark = false;
		await Promise.all([get('/'), get('/')]);
		expect((await get('/')).body.toString()).toBe(page);
		expect(made).toHaveLength(3);
		[mark, status] = [true, 404];
		expect((await get('/')).status).toBe(404);
		expect((await get('/')).status).toBe(404);
		expect(made).toHaveLength(5);
	});

	it('is still made when the first who asked has gone', async () => {
		const { port } = server.address() as AddressInfo;
		const gone = ask({ port, path: '/' });
		gone.on('error', () => undefined).end();
		while (made.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
		const second = get('/');
		gone.destroy();
		expect((await second).body.toString()).toBe(page);
	});
});
