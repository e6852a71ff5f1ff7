import { setting } from '#env';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { BackendError } from '#lib/backend/backend-error.ts';
import type { BackendClient } from '#lib/backend/client.ts';
import { members } from '#lib/backend/members.ts';
import { accountOf, carriesSession, createSessionClient } from '#lib/backend/session.ts';
import { refusalSentence } from '#lib/words/refusal-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale, getLocale, isLocale, type Locale } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { addressFault, addressRefusal } from '#lib/server/address-limit.ts';
import { appBackend } from '#lib/server/app-backend.ts';
import { refuseAuthRequest } from '#lib/server/auth-gate.ts';
import { recordsVersion, sameForAllHeader } from '#lib/server/answers/same-for-all.ts';
import { discardBody, refuseLargeBody } from '#lib/server/body-limit.ts';
import { withFilesOf, withHashesOf } from '#lib/server/files-in-language.ts';
import { ownAddress } from '#lib/server/own-address.ts';
import { wakeDelivery } from '#lib/server/mail/delivery.ts';
import { leavesMails, throughRestGate } from '#lib/server/rest-gate.ts';
import { closedSentence } from '#lib/words/role-words.ts';

const securityHeaders = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()'
};

/** The one page that other sites may show in a frame: those that the operator names, and nobody else. */
function allowParents(headers: Headers): void {
	const parents = setting('FORGETERRE_EMBED_PARENTS');
	const policy = headers.get('content-security-policy');
	if (parents.length === 0 || policy === null) return;
	const allowed = policy.replace("frame-ancestors 'none'", `frame-ancestors ${parents.join(' ')}`);
	headers.set('content-security-policy', allowed);
}

const secure: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (event.route.id === '/(map)/embed') allowParents(response.headers);
	for (const [name, value] of Object.entries(securityHeaders)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	// Only a browser that came by https would keep it, and only a proxy can say that it did.
	if (event.url.protocol === 'https:') {
		response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
	}
	return response;
};

/** The language that an address asks for, for what is said before the page is known. */
function localeOf({ pathname }: URL): Locale {
	const [, prefix = ''] = pathname.split('/');
	return isLocale(prefix) ? prefix : baseLocale;
}

/** What an address that passes a bound is told. */
const addressWords = {
	address_long: m.refused_address_long,
	parameters_many: m.refused_parameters_many,
	parameter_repeated: m.refused_parameter_repeated
};

const withinLimit: Handle = async ({ event, resolve }) => {
	const fault = addressFault(event.url);
	if (fault) {
		const { status, code, name, count, most } = fault;
		const refused = addressRefusal(fault, event.url.pathname);
		const values = { name, count, most };
		return refused ?? error(status, addressWords[code](values, { locale: localeOf(event.url) }));
	}
	const refusal = refuseLargeBody(event.request, event.url.pathname);
	if (!refusal) return resolve(event);
	await discardBody(event.request);
	return refusal;
};

/** supabase-js finds the embedded Supabase on our own address; a hosted one has an address of its own. */
const forwardToSupabase: Handle = async ({ event, resolve }) => {
	if (!/^\/(?:rest|auth|storage)\/v1(?:\/|$)/.test(event.url.pathname)) return resolve(event);
	const { backend, configuration } = appBackend();
	if (backend.kind === 'hosted') return resolve(event);
	const refusal = refuseAuthRequest(event, backend.secretKey);
	if (refusal) return refusal;
	const passed = await throughRestGate(event.request, backend.secretKey);
	if (passed instanceof Response) return passed;
	const { status, headers, body } = await backend.fetch(passed);
	if (leavesMails(event.url.pathname)) wakeDelivery(configuration.id);
	return new Response(body, { status, headers: new Headers(headers) });
};

/** True where the database gave no answer: nobody's fault, and over in a moment. */
function isUnanswered(fault: unknown): fault is BackendError {
	return fault instanceof BackendError && fault.status === 503;
}

/** SvelteKit calls every fault 500: where the database gave no answer it is 503, with when to come back. */
const tellUnanswered: Handle = async ({ event, resolve }) => {
	try {
		const response = await resolve(event);
		if (response.status < 500 || !event.locals.unanswered) return response;
		const headers = new Headers(response.headers);
		headers.set('retry-after', '2');
		headers.set('cache-control', 'no-store');
		return new Response(response.body, { status: 503, headers });
	} catch (fault) {
		// A hook of ours asked: no page is there to say it.
		if (!isUnanswered(fault)) throw fault;
		error(503, m.refused_database_away({}, { locale: localeOf(event.url) }));
	}
};

const withSession: Handle = async ({ event, resolve }) => {
	const { backend, configuration } = appBackend();
	const { cookies, locals, url } = event;
	let client: BackendClient | undefined;
	// Made when it is asked for: most visits read what everybody may, and cost nothing here.
	Object.defineProperty(locals, 'supabase', {
		get: () =>
			(client ??= createSessionClient(backend, {
				all: () => cookies.getAll(),
				set: (name, value, settings) => cookies.set(name, value, settings),
				secure: url.protocol === 'https:'
			}))
	});
	const signedIn = carriesSession(cookies.getAll());
	locals.closedSentence = closedSentence;
	locals.account = signedIn ? await accountOf(locals.supabase) : null;
	locals.member = locals.account ? await members.self(locals.supabase, configuration.id) : null;
	const response = await resolve(event);
	// What an account sees is for its eyes: no cache between us may keep it.
	if (locals.account) response.headers.set('cache-control', 'private, no-store');
	return response;
};

/** French stands at the address without a prefix, and only there. */
const withoutBasePrefix: Handle = ({ event, resolve }) => {
	const { pathname, search } = event.url;
	const [, prefix, ...rest] = pathname.split('/');
	if (prefix !== baseLocale) return resolve(event);
	const location = ownAddress(`/${rest.join('/')}${search}`) ?? '/';
	return new Response(null, { status: 308, headers: { location } });
};

/**
 * Pages of records and of the inventory, for whoever is not signed in. Forms are not: each carries a seal of its own;
 * what shows more than this territory's records says so itself.
 */
const sameForAll: Handle = async ({ event, resolve }) => {
	const { route, request, locals } = event;
	const forAll =
		request.method === 'GET' &&
		!locals.account &&
		/^\/(?:\(map\)|\(office\)\/analyse|atlas|ogc)/.test(route.id ?? '');
	// Read before the records: an answer may be newer than its mark says, never older.
	const version = forAll ? recordsVersion() : null;
	const response = await resolve(event);
	if (version !== null && !locals.beyondRecords && !response.headers.has('set-cookie'))
		response.headers.set(sameForAllHeader, version);
	return response;
};

/** What the headers of a page say of its files and of the script in it. */
function nameFilesOf(locale: Locale, headers: Headers, before: string, after: string): void {
	const preloaded = headers.get('link');
	if (preloaded !== null) headers.set('link', withFilesOf(locale, preloaded));
	const policy = headers.get('content-security-policy');
	if (policy !== null) headers.set('content-security-policy', withHashesOf(policy, before, after));
}

const inLanguage: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, async ({ request, locale }) => {
		const { languages } = appBackend().configuration;
		if (locale !== baseLocale && !languages.includes(locale)) {
			error(
				404,
				`« ${locale} » n'est pas une langue de ce territoire ; attendu : ${languages.join(', ')}.`
			);
		}
		event.request = request;
		let [before, after] = ['', ''];
		const response = await resolve(event, {
			transformPageChunk: ({ html }) => {
				before = html.replace('%lang%', locale);
				after = withFilesOf(locale, before);
				return after;
			}
		});
		if (locale !== baseLocale) nameFilesOf(locale, response.headers, before, after);
		return response;
	});

const everyRequest = sequence(
	secure,
	tellUnanswered,
	withinLimit,
	forwardToSupabase,
	withoutBasePrefix,
	withSession,
	sameForAll,
	inLanguage
);

/** What a supervisor asks goes past everything that would need the database, a session or a language. */
export const handle: Handle = ({ event, resolve }) =>
	['/health', '/ready'].includes(event.url.pathname)
		? resolve(event)
		: everyRequest({ event, resolve });

/** What went wrong is for the log; the visitor learns that it was not them. */
export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
	if (status < 500) return { message };
	if (isUnanswered(fault)) {
		event.locals.unanswered = true;
		return { message: refusalSentence(fault, getLocale()), status: 503 };
	}
	console.error(`${event.request.method} ${event.url.pathname}`, fault);
	return { message: m.error_try_again() };
};
