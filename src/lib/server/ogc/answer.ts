import { createHash } from 'node:crypto';
import { BackendError } from '#lib/backend/backend-error.ts';
import { handedOn } from '#lib/backend/body-bytes.ts';
import { appBackend, type AppBackend } from '../app-backend.ts';
import { readTerritory, type Territory } from '../territory/read-territory.ts';
import { languageOf, type Language } from '#lib/domain/language.ts';
import { OgcError } from './error.ts';
import { htmlPage, type HtmlPage } from './html-page.ts';
import { html, json } from './media.ts';

/** What a resource is made from. `root` is the absolute address of the landing page, without final slash. */
export type OgcRequest = AppBackend & {
	url: URL;
	root: string;
	language: Language;
	parameters: URLSearchParams;
	/** What anonymous visitors may see, as it stands in memory. */
	reading: Territory;
};

/**
 * A resource: its JSON with the media type, and its page where people may read it too. `members` are what the
 * database wrote and nobody parsed: the list under a name that `body` does not have.
 */
export type OgcResource = {
	body: object;
	members?: { name: string; list: readonly Buffer[] };
	type?: string;
	page?: HtmlPage;
};

const headersOfAll = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'ETag',
	vary: 'Accept, Accept-Language'
};

/** Answers one request for a resource; every fault becomes `{code, description}` with a plain sentence. */
export async function answerOgc(
	{ request, url }: { request: Request; url: URL },
	build: (request: OgcRequest) => OgcResource | Promise<OgcResource>,
	mayRepeat: (parameter: string) => boolean = () => false
): Promise<Response> {
	try {
		refuseNul(url);
		const parameters = givenOnce(url.searchParams, mayRepeat);
		const language = languageFor(request);
		const root = `${url.origin}/ogc`;
		const app = appBackend();
		// Taken before the data: an ETag may be older than its answer, never newer.
		const reading = await readTerritory();
		const etag = etagOf(reading.etag, url.href, request.headers.get('accept'), language);
		const headers = { ...headersOfAll, etag, 'cache-control': 'no-cache' };
		if (hasAnswer(request, etag)) return new Response(null, { status: 304, headers });
		const resource = await build({ ...app, url, root, language, parameters, reading });
		const asHtml = wantsHtml(parameters.get('f'), request, resource);
		return represent(resource, language, asHtml, headers);
	} catch (fault) {
		return errorResponse(fault);
	}
}

/** @throws OgcError 400 naming the parameter and those there are */
export function requireKnown(parameters: URLSearchParams, known: string[]): void {
	for (const name of parameters.keys()) {
		if (known.includes(name)) continue;
		throw new OgcError(
			400,
			`Paramètre « ${name} » inconnu ; attendu, parmi : ${known.join(', ')}.`
		);
	}
}

/** No text of the database has the character U+0000. @throws OgcError 400 naming the parameter, 404 for a path */
function refuseNul({ pathname, searchParams }: URL): void {
	if (pathname.includes('%00')) {
		throw new OgcError(
			404,
			`« ${pathname} » n'existe pas : aucun objet ne porte le caractère nul.`
		);
	}
	for (const [name, value] of searchParams) {
		if (!name.includes('\0') && !value.includes('\0')) continue;
		const shown = name.replaceAll('\0', '%00');
		throw new OgcError(
			400,
			`Paramètre « ${shown} » : reçu « ${value.replaceAll('\0', '%00')} », attendu un texte sans caractère nul.`
		);
	}
}

function givenOnce(
	parameters: URLSearchParams,
	mayRepeat: (parameter: string) => boolean
): URLSearchParams {
	for (const name of parameters.keys()) {
		if (!mayRepeat(name) && parameters.getAll(name).length > 1) {
			throw new OgcError(400, `Paramètre « ${name} » : reçu plusieurs fois, attendu une seule.`);
		}
	}
	return parameters;
}

function languageFor(request: Request): Language {
	const wanted = request.headers.get('accept-language')?.trim().toLowerCase() ?? '';
	return languageOf(wanted.slice(0, 2));
}

function wantsHtml(format: string | null, request: Request, resource: OgcResource): boolean {
	if (format === 'json') return false;
	if (format === 'html' && resource.page) return true;
	if (format !== null) {
		const expected = resource.page ? 'json ou html' : 'json';
		throw new OgcError(400, `Paramètre « f » : reçu « ${format} », attendu ${expected}.`);
	}
	const accepted = request.headers.get('accept') ?? '';
	return resource.page !== undefined && /^\s*text\/html/.test(accepted);
}

/** Says what the answer depends on, so that a client which has it costs one small query. */
function etagOf(...parts: (string | number | null)[]): string {
	const text = JSON.stringify(parts);
	return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

function hasAnswer(request: Request, etag: string): boolean {
	const kept = request.headers.get('if-none-match') ?? '';
	return kept.split(/\s*,\s*/).includes(etag);
}

function represent(
	{ page, body, members, type = json }: OgcResource,
	language: Language,
	asHtml: boolean,
	common: Record<string, string>
): Response {
	const headers = new Headers({ ...common, 'content-language': language });
	if (asHtml && page) {
		headers.set('content-type', `${html}; charset=utf-8`);
		headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
		return new Response(htmlPage(page, language), { headers });
	}
	headers.set('content-type', type);
	return new Response(members ? handedOn(...withMembers(body, members)) : JSON.stringify(body), {
		headers
	});
}

/** A list that is text already, put in as the last member of a JSON object. */
function withMembers(body: object, { name, list }: NonNullable<OgcResource['members']>) {
	const head = JSON.stringify(body).slice(0, -1);
	return [Buffer.from(`${head},${JSON.stringify(name)}:[`), ...list, Buffer.from(']}')];
}

function errorResponse(fault: unknown): Response {
	const { status, description } = describe(fault);
	const code = status === 404 ? 'NotFound' : status < 500 ? 'InvalidParameterValue' : 'ServerError';
	const headers = { ...headersOfAll, ...(status === 503 && { 'retry-after': '2' }) };
	return Response.json({ code, description }, { status, headers });
}

/** The database gave no answer, or was stopped because it took too long: what it says is for who asked. */
function isUnanswered(fault: unknown): fault is BackendError {
	return fault instanceof BackendError && fault.status === 503;
}

/** Our SQL functions refuse with a hint of what was expected; an error without one is a fault of ours. */
function isRefusal(fault: BackendError): boolean {
	return fault.status >= 400 && fault.status < 500 && fault.hint !== undefined;
}

function describe(fault: unknown): { status: number; description: string } {
	if (fault instanceof OgcError) return { status: fault.status, description: fault.message };
	if (fault instanceof BackendError && (isUnanswered(fault) || isRefusal(fault))) {
		return {
			status: fault.status,
			description: [fault.message, fault.hint].filter(Boolean).join(' ')
		};
	}
	console.error(fault);
	return {
		status: 500,
		description: "Le serveur n'a pas pu répondre ; le journal du serveur dit pourquoi."
	};
}
