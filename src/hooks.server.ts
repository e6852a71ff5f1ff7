import type { Handle, HandleServerError } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import type { BackendClient } from '#lib/backend/client.ts';
import { members } from '#lib/backend/members.ts';
import { accountOf, carriesSession, createSessionClient } from '#lib/backend/session.ts';
import { m } from '#lib/paraglide/messages.js';
import { baseLocale } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { appBackend } from '#lib/server/app-backend.ts';
import { refuseAuthRequest } from '#lib/server/auth-gate.ts';
import { discardBody, refuseLargeBody } from '#lib/server/body-limit.ts';
import { ownAddress } from '#lib/server/own-address.ts';

const securityHeaders = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()'
};

const secure: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(securityHeaders)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	// Only a browser that came by https would keep it, and only a proxy can say that it did.
	if (event.url.protocol === 'https:') {
		response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
	}
	return response;
};

const withinLimit: Handle = async ({ event, resolve }) => {
	const refusal = refuseLargeBody(event.request, event.url.pathname);
	if (!refusal) return resolve(event);
	await discardBody(event.request);
	return refusal;
};

/** supabase-js finds the embedded Supabase on our own address; a hosted one has an address of its own. */
const forwardToSupabase: Handle = async ({ event, resolve }) => {
	if (!/^\/(?:rest|auth|storage)\/v1(?:\/|$)/.test(event.url.pathname)) return resolve(event);
	const { backend } = appBackend();
	if (backend.kind === 'hosted') return resolve(event);
	const refusal = refuseAuthRequest(event, backend.secretKey);
	if (refusal) return refusal;
	const { status, headers, body } = await backend.fetch(event.request);
	return new Response(body, { status, headers: new Headers(headers) });
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

const inLanguage: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		const { languages } = appBackend().configuration;
		if (locale !== baseLocale && !languages.includes(locale)) {
			error(
				404,
				`« ${locale} » n'est pas une langue de ce territoire ; attendu : ${languages.join(', ')}.`
			);
		}
		event.request = request;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale)
		});
	});

export const handle = sequence(
	secure,
	withinLimit,
	forwardToSupabase,
	withoutBasePrefix,
	withSession,
	inLanguage
);

/** What went wrong is for the log; the visitor learns that it was not them. */
export const handleError: HandleServerError = ({ error: fault, event, status, message }) => {
	if (status < 500) return { message };
	console.error(`${event.request.method} ${event.url.pathname}`, fault);
	return { message: m.error_try_again() };
};
