import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a second build has its files: named by other addresses, as those of every build are. */
const secondBuild = '/_app/immutable/second/';

/**
 * Stands before a server as if another build of it were deployed while visitors have its pages open: the same pages
 * then name other files, and the former ones are gone.
 */
export async function deployingProxy(origin: string) {
	let isDeployed = false;
	const server = createServer((request, response) => {
		const { url = '/' } = request;
		const isFormer = url.startsWith('/_app/immutable/') && !url.startsWith(secondBuild);
		if (isDeployed && isFormer) {
			response.writeHead(404).end();
			return;
		}
		passOn(request, response, url.replace(secondBuild, '/_app/immutable/'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	function passOn(request: IncomingMessage, response: ServerResponse, path: string): void {
		const { method = 'GET' } = request;
		// Uncompressed, so that pages can be read here.
		const headers = { ...request.headers, 'accept-encoding': 'identity' };
		const passed = ask(new URL(path, origin), { method, headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () => {
				const body = Buffer.concat(parts);
				const isPage = String(answer.headers['content-type']).startsWith('text/html');
				const kept = { ...answer.headers };
				for (const name of ['content-length', 'transfer-encoding'])
					Reflect.deleteProperty(kept, name);
				// The rule names the scripts of the page by what they say, which is changed here.
				if (isPage) Reflect.deleteProperty(kept, 'content-security-policy');
				response.writeHead(answer.statusCode ?? 502, kept);
				response.end(
					isPage && isDeployed ? body.toString().replaceAll('/_app/immutable/', secondBuild) : body
				);
			});
		});
		passed.on('error', () => response.destroy());
		request.pipe(passed);
	}

	return {
		url: `http://127.0.0.1:${String(port)}`,
		secondBuild,
		deploy: () => {
			isDeployed = true;
		},
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}
