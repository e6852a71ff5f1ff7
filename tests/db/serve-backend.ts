import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrayBuffer } from 'node:stream/consumers';
import type { Backend } from '#lib/server/open-backend.ts';

/** The API of a backend on a port of this machine, as hosted Supabase is on the network. */
export async function serveBackend(backend: Backend) {
	const server = createServer((request, response) => {
		const forward = async () => {
			const { method = 'GET', url = '/' } = request;
			const headers = new Headers();
			for (const [name, value] of Object.entries(request.headers)) {
				if (typeof value === 'string' && name !== 'connection') headers.set(name, value);
			}
			const hasBody = method !== 'GET' && method !== 'HEAD';
			const answer = await backend.fetch(`${backend.url}${url}`, {
				method,
				headers,
				...(hasBody ? { body: await arrayBuffer(request) } : {})
			});
			response.writeHead(answer.status, Object.fromEntries(answer.headers));
			response.end(Buffer.from(await answer.arrayBuffer()));
		};
		forward().catch((error: unknown) => response.destroy(error as Error));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
