import { setting } from '#env';
import compression from 'compression';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { sameForAllHeader } from '#lib/server/answers/same-for-all.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that listens before the app is ready, so that a taken port is known at once. */
export type Listening = {
	/** For people and for the lock of the data directory, for example http://127.0.0.1:3000 */
	address: string;
	/** From now on the app answers. */
	answerWith: (handler: Handler) => void;
	close: () => Promise<void>;
};

/** A search around a drawn area of 2,000 vertices stands whole in its address. */
const maxHeaderSize = 128 * 1024;
const compress = compression({
	// What is kept is compressed once, by who keeps it.
	filter: (request, response) =>
		!response.hasHeader(sameForAllHeader) && compression.filter(request, response)
});

/** What is made on request is compressed on request. */
export function compressed(handler: Handler): Handler {
	return (request, response) => {
		compress(request as never, response as never, () => {
			handler(request, response);
		});
	};
}

/** How long open connections may take to end once the server is asked to stop. */
const closeTimeout = 3_000;

export async function listen(port: number, host: string): Promise<Listening> {
	const isBehindProxy = setting('BEHIND_PROXY');
	let handler: Handler = answerStarting;
	const server = createServer({ maxHeaderSize }, (request, response) => {
		trustNoClientProtocol(request, isBehindProxy);
		handler(request, response);
	});
	server.on('clientError', refuseUnreadable);
	await bind(server, port, host);
	return {
		address: addressOf(server, host),
		answerWith: (next) => {
			handler = next;
		},
		close: () => close(server)
	};
}

/** Only a proxy in front may say that the page came by https, and from where: BEHIND_PROXY=1 says that there is one. */
function trustNoClientProtocol({ headers, socket }: IncomingMessage, isBehindProxy: boolean) {
	if (isBehindProxy) {
		headers['x-forwarded-proto'] ??= 'http';
		headers['x-forwarded-for'] ??= socket.remoteAddress ?? '127.0.0.1';
	} else {
		headers['x-forwarded-proto'] = 'http';
	}
}

/** What is no request, or has an address longer than any that is read, gets a sentence and no page. */
function refuseUnreadable({ code }: NodeJS.ErrnoException, socket: Duplex) {
	if (code === 'ECONNRESET' || !socket.writable) {
		socket.destroy();
		return;
	}
	const kilobytes = String(maxHeaderSize / 1024);
	const [status, sentence] =
		code === 'HPE_HEADER_OVERFLOW'
			? [
					'431 Request Header Fields Too Large',
					`L’adresse est trop longue : ${kilobytes} ko au plus sont lus. / The address is too long: ${kilobytes} kB at most are read.`
				]
			: ['400 Bad Request', 'Requête illisible. / Unreadable request.'];
	const headers = 'content-type: text/plain; charset=utf-8\r\nconnection: close';
	socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${sentence}\n`);
}

function bind(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (fault: NodeJS.ErrnoException) => {
			reject(new Error(sentenceOf(fault, port, host)));
		});
		server.listen(port, host, resolve);
	});
}

function sentenceOf(fault: NodeJS.ErrnoException, port: number, host: string): string {
	switch (fault.code) {
		case 'EADDRINUSE':
			return `Le port ${port} est déjà pris sur ${host} : arrêtez le programme qui l'occupe, ou choisissez-en un autre, par exemple PORT=${port + 1} npm start.`;
		case 'EACCES':
			return `Le port ${port} est réservé au système : choisissez-en un au-dessus de 1023, par exemple PORT=3000 npm start.`;
		case 'ENOTFOUND':
		case 'EADDRNOTAVAIL':
			return `HOST : « ${host} » n'est pas une adresse de cette machine ; attendu, par exemple, 127.0.0.1 ou 0.0.0.0.`;
		default:
			return `Impossible d'écouter sur ${host}, port ${port} : ${fault.message}`;
	}
}

function addressOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Until the app answers: the process lives, and is not ready. */
function answerStarting({ url }: IncomingMessage, response: ServerResponse) {
	if (url === '/health' || url === '/ready') {
		const lives = url === '/health';
		response.writeHead(lives ? 200 : 503, {
			'content-type': 'application/json',
			'retry-after': '2'
		});
		response.end(JSON.stringify({ status: lives ? 'ok' : 'starting' }));
		return;
	}
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5', refresh: '3' };
	response.writeHead(503, headers);
	response.end('Forgeterre démarre : la page viendra d’elle-même dans quelques secondes.\n');
}

function close(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const late = setTimeout(() => {
			server.closeAllConnections();
		}, closeTimeout);
		server.close(() => {
			clearTimeout(late);
			resolve();
		});
		server.closeIdleConnections();
	});
}
