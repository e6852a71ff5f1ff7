import { inTerritory } from '#lib/server/app-backend.ts';
import { readiness } from '#lib/server/readiness.ts';
import type { Handler } from './listen.ts';
import { territoryList } from './territory-list.ts';

/** A territory that this process answers for. */
export interface HostedTerritory {
	id: string;
	name: string;
	/** Where its pages stand, without a slash at the end. */
	address: string;
	answer: Handler;
}

/** `/t/<id>` and what follows it. */
const byPath = /^\/t\/([a-z0-9-]+)(\/[^?]*)?(\?.*)?$/;
/** What programs ask at any host: they follow no redirect with a body. */
const api = /^\/(?:rest|auth|storage)\/v1\//;

/**
 * Answers each request in the name of the territory whose host it names; `/t/<id>` leads to that host from any other.
 * One territory alone answers at every host.
 */
export function byHost(territories: readonly HostedTerritory[]): Handler {
	const [only, another] = territories;
	if (only && !another) return only.answer;
	const ofHost = new Map(territories.map((each) => [new URL(each.address).hostname, each]));
	const ofId = new Map(territories.map((each) => [each.id, each]));
	return (request, response) => {
		const { url = '/', headers } = request;
		const [, id = '', path = '/', search = ''] = byPath.exec(url) ?? [];
		const named = ofId.get(id);
		if (named && api.test(path)) {
			request.url = path + search;
			named.answer(request, response);
			return;
		}
		if (named) {
			response.writeHead(307, { location: named.address + path + search }).end();
			return;
		}
		const asked = ofHost.get(hostOf(headers.host));
		if (asked) asked.answer(request, response);
		else answerForAll(territories, url, response);
	};
}

/** A host as it is compared: without its port, in small letters. */
const hostOf = (host = ''): string => host.replace(/:\d+$/, '').toLowerCase();

/** At a host that is no territory's: how the process does, and which territories there are. */
function answerForAll(
	territories: readonly HostedTerritory[],
	url: string,
	response: Parameters<Handler>[1]
): void {
	const { pathname } = new URL(url, 'http://localhost');
	if (pathname === '/health') {
		sendJson(response, 200, { status: 'ok' });
	} else if (pathname === '/ready') {
		void readinessOfAll(territories).then(({ status, body }) => {
			sendJson(response, status, body);
		});
	} else {
		const headers = {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'strict-origin-when-cross-origin'
		};
		response.writeHead(pathname === '/' ? 200 : 404, headers);
		response.end(territoryList(territories, pathname));
	}
}

async function readinessOfAll(territories: readonly HostedTerritory[]) {
	const states = await Promise.all(
		territories.map(async ({ id }) => [id, await inTerritory(id, readiness)] as const)
	);
	const isReady = states.every(([, { status }]) => status === 'ok');
	const body = {
		status: isReady ? 'ok' : 'unavailable',
		territories: Object.fromEntries(states)
	};
	return { status: isReady ? 200 : 503, body };
}

function sendJson(response: Parameters<Handler>[1], status: number, body: object): void {
	const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
	response.writeHead(status, status === 503 ? { ...headers, 'retry-after': '2' } : headers);
	response.end(JSON.stringify(body));
}
