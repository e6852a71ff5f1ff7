import { createHash } from 'node:crypto';
import { BackendError } from '#lib/backend/backend-error.ts';
import { appBackend, type AppBackend } from '../app-backend.ts';
import type { Language } from './collections.ts';
import { OgcError } from './error.ts';
import { htmlPage, type HtmlPage } from './html-page.ts';
import { html, json } from './media.ts';

/** What a resource is made from. `root` is the absolute address of the landing page, without final slash. */
export type OgcRequest = AppBackend & {
	url: URL;
	root: string;
	language: Language;
	parameters: URLSearchParams;
};

/** A resource: its JSON with the media type, and its page where people may read it too. */
export type OgcResource = {
	body: object;
	type?: string;
	page?: HtmlPage;
	/** Adds the time of the answer, which its ETag leaves out. */
	timeStamp?: boolean;
};

const headersOfAll = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'ETag',
	vary: 'Accept, Accept-Language'
};

/** Answers one request for a resource; every fault becomes `{code, description}` with a plain sentence. */
export async function answerOgc(
	{ request, url }: { request: Request; url: URL },
	build: (request: OgcRequest) => OgcResource | Promise<OgcResource>
): Promise<Response> {
	try {
		const parameters = givenOnce(url.searchParams);
		const language = languageOf(request);
		const root = `${url.origin}/ogc`;
		const resource = await build({ ...appBackend(), url, root, language, parameters });
		const asHtml = wantsHtml(parameters.get('f'), request, resource);
		return represent(request, resource, language, asHtml);
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

function givenOnce(parameters: URLSearchParams): URLSearchParams {
	for (const name of parameters.keys()) {
		if (parameters.getAll(name).length > 1) {
			throw new OgcError(400, `Paramètre « ${name} » : reçu plusieurs fois, attendu une seule.`);
		}
	}
	return parameters;
}

function languageOf(request: Request): Language {
	const wanted = request.headers.get('accept-language')?.trim().toLowerCase() ?? '';
	return wanted.startsWith('en') ? 'en' : 'fr';
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

function represent(
	request: Request,
	resource: OgcResource,
	language: Language,
	asHtml: boolean
): Response {
	const text =
		asHtml && resource.page ? htmlPage(resource.page, language) : JSON.stringify(resource.body);
	const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
	const headers = new Headers({
		...headersOfAll,
		etag,
		'cache-control': 'no-cache',
		'content-language': language
	});
	if (
		request.headers
			.get('if-none-match')
			?.split(/\s*,\s*/)
			.includes(etag)
	) {
		return new Response(null, { status: 304, headers });
	}
	headers.set('content-type', asHtml ? `${html}; charset=utf-8` : (resource.type ?? json));
	if (asHtml)
		headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
	return new Response(resource.timeStamp && !asHtml ? stamped(text) : text, { headers });
}

/** Adds the member to the text: writing a megabyte of JSON a second time would cost more than making it. */
function stamped(text: string): string {
	return `${text.slice(0, -1)},"timeStamp":"${new Date().toISOString()}"}`;
}

function errorResponse(fault: unknown): Response {
	const { status, description } = describe(fault);
	const code = status === 404 ? 'NotFound' : status < 500 ? 'InvalidParameterValue' : 'ServerError';
	return Response.json({ code, description }, { status, headers: headersOfAll });
}

function describe(fault: unknown): { status: number; description: string } {
	if (fault instanceof OgcError) return { status: fault.status, description: fault.message };
	if (fault instanceof BackendError && fault.status >= 400 && fault.status < 500) {
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
