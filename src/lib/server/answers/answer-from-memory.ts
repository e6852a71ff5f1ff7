import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionCookieName } from '#lib/backend/session.ts';
import { encodedBody, encodingFor } from './encode-body.ts';
import { bodyLength, type KeptAnswer, type KeptAnswers } from './kept-answers.ts';
import { sameForAllHeader } from './same-for-all.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Longer addresses are asked once: they would fill the memory with keys. */
const longestKey = 8_192;

/**
 * Puts a memory in front of a handler: what every anonymous visitor gets is made once, however many ask for it at the
 * same moment, compressed once, and sent as it is until the records change.
 * @param version of the records; null while nothing may be kept
 * @param passOn answers what is not kept
 */
export function answerFromMemory(
	answers: KeptAnswers,
	version: () => string | null,
	passOn: Handler
): Handler {
	/** Addresses that somebody is being answered at for the first time: whether the answer is kept. */
	const making = new Map<string, Promise<boolean>>();

	const answer = (request: IncomingMessage, response: ServerResponse, key: string) => {
		const now = version();
		const kept = now === null ? undefined : answers.get(key, now);
		if (kept) {
			send(request, response, kept, () => answers.recount(key, kept));
			return;
		}
		const others = making.get(key);
		if (others) {
			void others.then((isKept) => {
				if (isKept) answer(request, response, key);
				else passOn(request, response);
			});
			return;
		}
		let settle: (isKept: boolean) => void = () => undefined;
		making.set(
			key,
			new Promise((resolve) => {
				settle = (isKept) => {
					making.delete(key);
					resolve(isKept);
				};
			})
		);
		response.once('close', () => {
			settle(false);
		});
		takeAnswer(
			response,
			isImmutable(request.url ?? '') ? now : null,
			() => settle(false),
			(made, madeOf) => {
				const isKept = answers.keep(key, madeOf, made);
				settle(true);
				if (!isKept) disposeOnceSent(response, made);
				send(request, response, made, () => answers.recount(key, made));
			}
		);
		passOn(request, response);
	};

	return (request, response) => {
		const key = keyOf(request);
		if (key === null) passOn(request, response);
		else answer(request, response, key);
	};
}

/** What an answer depends on; null where it may depend on who asks. */
function keyOf({ method, url = '', headers }: IncomingMessage): string | null {
	const personal = headers.authorization ?? headers.range;
	if (method !== 'GET' || personal !== undefined || headers.cookie?.includes(sessionCookieName))
		return null;
	const { host = '', accept = '' } = headers;
	const key = isImmutable(url)
		? [headers['accept-encoding'], url].join('\n')
		: [
				headers['x-forwarded-proto'],
				host,
				headers['accept-language']?.slice(0, 16),
				accept,
				url
			].join('\n');
	return key.length > longestKey ? null : key;
}

/** Files of the build, each named by its content: they come compressed, and are the same for all by themselves. */
function isImmutable(url: string): boolean {
	return url.startsWith('/_app/immutable/');
}

/**
 * Catches an answer that is marked as the same for all, instead of letting it go; any other goes its way.
 * @param onOther hears that the answer is not for keeping
 */
function takeAnswer(
	response: ServerResponse,
	versionWithoutMark: string | null,
	onOther: () => void,
	onTaken: (answer: KeptAnswer, version: string) => void
): void {
	const writeHead = response.writeHead.bind(response);
	const own = { writeHead, write: response.write.bind(response), end: response.end.bind(response) };
	const parts: Buffer[] = [];
	// What is written belongs to whoever it is written to: it is not copied.
	const collect = (part?: Uint8Array | string) => {
		if (typeof part === 'string') parts.push(Buffer.from(part));
		else if (Buffer.isBuffer(part)) parts.push(part);
		else if (part) parts.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
	};
	response.writeHead = (status: number, ...rest: unknown[]) => {
		const version = response.getHeader(sameForAllHeader) ?? versionWithoutMark;
		response.removeHeader(sameForAllHeader);
		if (status !== 200 || typeof version !== 'string') {
			onOther();
			return writeHead(status, ...(rest as []));
		}
		for (const [name, value] of Object.entries(headersGiven(rest))) response.setHeader(name, value);
		const end = (part?: Uint8Array | string) => {
			collect(part);
			// Whoever stood between, the compression, is passed over.
			Object.assign(response, own);
			const headers = Object.fromEntries(
				Object.entries(response.getHeaders())
					.filter(([name]) => name !== 'content-length')
					.map(([name, value]) => [name, String(value)])
			);
			for (const name of response.getHeaderNames()) response.removeHeader(name);
			onTaken({ status, headers, bodies: new Map([['identity', parts]]) }, version);
			return response;
		};
		return Object.assign(response, { write: (part: Uint8Array) => (collect(part), true), end });
	};
}

/** The headers among what `writeHead` is given after the status. */
function headersGiven(rest: readonly unknown[]): Record<string, string> {
	const given = rest.find((each) => typeof each === 'object' && each !== null);
	return (given ?? {}) as Record<string, string>;
}

/** The memory of an answer that nobody keeps is given back, or serves the next one: see lent-memory.ts. */
function disposeOnceSent(response: ServerResponse, { bodies }: KeptAnswer): void {
	// Not of what was cut off: it may be compressed still, or be on its way.
	response.once('finish', () => {
		for (const piece of bodies.get('identity') ?? [])
			(piece as Partial<Disposable>)[Symbol.dispose]?.();
	});
}

/** Sends an answer; whatever goes wrong with it is no matter of anybody else's. */
function send(...parts: Parameters<typeof sendEncoded>): void {
	sendEncoded(...parts).catch((fault: unknown) => {
		console.error(fault);
		parts[1].destroy();
	});
}

async function sendEncoded(
	request: IncomingMessage,
	response: ServerResponse,
	answer: KeptAnswer,
	onEncoded: () => void
): Promise<void> {
	const { headers, status } = answer;
	const { etag } = headers;
	const known = request.headers['if-none-match']?.split(/\s*,\s*/) ?? [];
	if (etag !== undefined && known.includes(etag)) {
		response.writeHead(304, headers).end();
		return;
	}
	const encoding = encodingFor(request.headers['accept-encoding'], answer);
	const former = answer.bodies.size;
	const body = answer.bodies.get(encoding) ?? (await encodedBody(answer, encoding));
	if (answer.bodies.size > former) onEncoded();
	response.writeHead(status, {
		...headers,
		...(headers['content-encoding'] ? {} : { vary: varyOf(headers.vary) }),
		'content-length': bodyLength(body),
		...(encoding === 'identity' ? {} : { 'content-encoding': encoding })
	});
	response.cork();
	for (const piece of body) response.write(piece);
	response.uncork();
	response.end();
}

function varyOf(given: string | undefined): string {
	return given === undefined ? 'Accept-Encoding' : `${given}, Accept-Encoding`;
}
