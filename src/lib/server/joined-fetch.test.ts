import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { joinedFetch } from './joined-fetch.ts';

let server: Server | undefined;

/** A server that answers as it is told, one after the other: cuts the connection, or a status. */
async function serving(...answers: ('cut' | number)[]) {
	const heard: { body: string; connection: string | undefined }[] = [];
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (piece: Buffer) => (body += piece.toString()));
		request.on('end', () => {
			heard.push({ body, connection: request.headers.connection });
			const answer = answers[heard.length - 1] ?? 200;
			if (answer === 'cut') request.socket.destroy();
			else response.writeHead(answer).end('{}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return { heard, rpc: (name: string) => `http://127.0.0.1:${String(port)}/rest/v1/rpc/${name}` };
}

afterEach(() => server?.close());

describe('a backend in another process', () => {
	const patient = joinedFetch({ closing: true, pauses: [1, 1, 1] });
	const post = { method: 'POST', body: '{"p_lot":"a"}' };

	it('is asked again when the connection breaks, with the same body', async () => {
		const { heard, rpc } = await serving('cut', 'cut', 200);
		expect((await patient(rpc('import_chunk'), post)).status).toBe(200);
		expect(heard.map(({ body }) => body)).toEqual(Array(3).fill(post.body));
	});

	it('is asked again when it is away for a moment', async () => {
		const { heard, rpc } = await serving(503, 200);
		expect((await patient(rpc('import_apply'), post)).status).toBe(200);
		expect(heard).toHaveLength(2);
	});

	it('says that it is away when it stays so', async () => {
		const { rpc } = await serving(503, 503, 503, 503);
		expect((await patient(rpc('import_review'), post)).status).toBe(503);
	});

	it('is asked once for what must not be done twice', async () => {
		const { heard, rpc } = await serving('cut', 200);
		await expect(patient(rpc('invitation_create'), post)).rejects.toThrow('fetch failed');
		expect(heard).toHaveLength(1);
	});

	it('is given a connection of its own for each request', async () => {
		const { heard, rpc } = await serving();
		await patient(rpc('import_kept'), post);
		expect(heard[0]?.connection).toBe('close');
	});
});
