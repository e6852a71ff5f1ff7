import { patienceHeader } from '#lib/backend/patience.ts';

/** Features that one call from outside gets at the most, also where it names no limit. */
const largestPage = 10_000;
/** Levels of `or=(and(or(…)))`. */
const deepest = 10;
/** Largest body of a call without the secret key, in kB: a search with a shape of 2,000 vertices takes 100. */
const largestCall = 512;

const paged = /^\/rest\/v1\/rpc\/(?:features_(?:page|text|after)|terrains_search)$/;

/** Whether a call, of a command that comes through this server, may have left mails for it to send. */
export const leavesMails = (pathname: string): boolean =>
	/^\/rest\/v1\/rpc\/(?:mail_leave|alert_tell)$/.test(pathname);

/** A call that asks for more than one may, in the shape of PostgREST's errors. */
class CallRefused extends Error {
	readonly status: number;
	readonly hint: string;
	constructor(status: number, message: string, hint: string) {
		super(message);
		this.status = status;
		this.hint = hint;
	}
}

function refuseDepth(url: URL): void {
	let most = 0;
	for (const value of url.searchParams.values()) {
		let depth = 0;
		for (const character of value) {
			if (character === '(') most = Math.max(most, ++depth);
			else if (character === ')') depth--;
		}
	}
	if (most <= deepest) return;
	const hint = `Attendu : ${String(deepest)} niveaux au plus.`;
	throw new CallRefused(400, `Filtre refusé : ${String(most)} niveaux de parenthèses.`, hint);
}

async function bodyOf(request: Request): Promise<string> {
	const body = request.body ? await request.text() : '';
	const size = Math.ceil(body.length / 1024);
	if (size <= largestCall) return body;
	const hint = `Attendu : ${String(largestCall)} ko au plus.`;
	throw new CallRefused(413, `Appel refusé : ${String(size)} ko.`, hint);
}

/** @returns the limit asked for, or the largest where there is none */
function pageLimit(asked: unknown): unknown {
	if (asked === undefined || asked === null) return largestPage;
	if (!(Number(asked) > largestPage)) return asked;
	const hint = `Attendu : ${String(largestPage)} au plus ; la suite se lit avec p_offset.`;
	throw new CallRefused(400, `Page refusée : limite ${JSON.stringify(asked)}.`, hint);
}

/** A call of a function that answers by pages, with a limit; what is no JSON is left for PostgREST to refuse. */
function withLimit(url: URL, body: string): string {
	if (body === '') {
		url.searchParams.set('p_limit', String(pageLimit(url.searchParams.get('p_limit'))));
		return body;
	}
	let call: unknown;
	try {
		call = JSON.parse(body);
	} catch {
		return body;
	}
	if (typeof call !== 'object' || call === null || Array.isArray(call)) return body;
	const asked = 'p_limit' in call ? call.p_limit : undefined;
	return JSON.stringify({ ...call, p_limit: pageLimit(asked) });
}

/**
 * A request from outside to the embedded API of Supabase as it may go on, or its refusal. The secret key, which
 * commands carry, has no bounds; our own pages do not pass here.
 */
export async function throughRestGate(
	request: Request,
	secretKey: string
): Promise<Request | Response> {
	const url = new URL(request.url);
	const headers = new Headers(request.headers);
	headers.delete(patienceHeader);
	if (headers.get('apikey') === secretKey || !url.pathname.startsWith('/rest/v1/')) {
		return new Request(request, { headers });
	}
	try {
		refuseDepth(url);
		const given = await bodyOf(request);
		const body = paged.test(url.pathname) ? withLimit(url, given) : given;
		headers.delete('content-length');
		return new Request(url, { method: request.method, headers, ...(body && { body }) });
	} catch (fault) {
		if (!(fault instanceof CallRefused)) throw fault;
		const { status, message, hint } = fault;
		return Response.json({ code: `PT${String(status)}`, message, hint, details: null }, { status });
	}
}
