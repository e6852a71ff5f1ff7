import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { Visitor } from './visitor.ts';

const secret = 'la phrase de l’administrateur';
const credentials = { email: 'admin@exemple.fr', password: secret };

/** Pages of ours that anybody may open. */
const openPages = [
	...['/', '/en', '/connexion', '/connexion/inscription', '/connexion/oubli', '/en/connexion'],
	...['/connexion/mot-de-passe?jeton=x', '/connexion/confirmer?jeton=x', '/nulle-part']
];

function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

// What is tested here is in front of the database: one engine is enough.
describe.each(engines.slice(0, 1))('security on $name', (engine) => {
	const server = useServer(engine, () => Promise.resolve({ BEHIND_PROXY: '1' }));
	const host = () => server.address().replace('http://', '');
	const plain = () => new Visitor(server.address);
	/** As a proxy that ends TLS in front of the server passes it on. */
	const secured = () =>
		new Visitor(server.address, {
			'x-forwarded-proto': 'https',
			'x-forwarded-for': '198.51.100.7',
			origin: `https://${host()}`
		});

	beforeAll(async () => {
		await runToEnd('admin-create', ['--email', credentials.email], {
			...server.environment(),
			FORGETERRE_PASSWORD: secret
		});
	});

	it('runs no script but its own, on any page', async () => {
		for (const path of openPages) {
			const answer = await plain().get(path);
			const policy = answer.headers.get('content-security-policy') ?? '';
			const html = await answer.text();
			const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
			expect([path, scripts]).toEqual([path, expect.stringMatching(/^'self'( 'sha256-[^']+')*$/)]);
			for (const [, tag = '', script = ''] of html.matchAll(
				/<script\b([^>]*)>([\s\S]*?)<\/script>/g
			)) {
				if (script === '') continue;
				const hash = createHash('sha256').update(script).digest('base64');
				expect([path, tag, scripts.includes(`'sha256-${hash}'`)]).toEqual([path, tag, true]);
			}
			expect([path, / on\w+="/.test(html)]).toEqual([path, false]);
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).toContain("form-action 'self'");
			expect(policy).toContain("default-src 'none'");
		}
	});

	it('asks browsers to stay on https where they came by it, and marks cookies so', async () => {
		expect((await plain().get('/')).headers.get('strict-transport-security')).toBeNull();
		expect((await secured().get('/')).headers.get('strict-transport-security')).toMatch(
			/^max-age=31536000/
		);
		for (const [who, isSecure] of [
			[plain(), false],
			[secured(), true]
		] as const) {
			const entered = await who.post('/connexion?/entrer', credentials);
			expect(entered.status).toBe(303);
			const cookies = entered.headers.getSetCookie();
			expect(cookies.length).toBeGreaterThan(0);
			for (const cookie of cookies) {
				expect(cookie).toMatch(/; HttpOnly/i);
				expect(cookie).toMatch(/; SameSite=Lax/i);
				expect(/; Secure/i.test(cookie)).toBe(isSecure);
			}
		}
	});

	it('refuses the form of another site, on http and behind a proxy', async () => {
		for (const who of [plain(), secured()]) {
			for (const origin of ['https://pirate.example', 'null', `https://${host()}.pirate.example`]) {
				const answer = await who.post('/connexion?/entrer', credentials, { origin });
				expect([origin, answer.status, who.tokens()]).toEqual([origin, 403, null]);
			}
		}
		// A form without an origin is not one of a browser on our page either.
		const silent = await fetch(`${server.address()}/connexion?/entrer`, {
			method: 'POST',
			body: new URLSearchParams(credentials)
		});
		expect(silent.status).toBe(403);
		// The scheme is part of the origin.
		const wrong = await secured().post('/connexion?/entrer', credentials, {
			origin: `http://${host()}`
		});
		expect(wrong.status).toBe(403);
	});

	it('goes on after signing in to an address of its own only', async () => {
		for (const [suite, expected] of [
			['/plots/T1?x=1', '/plots/T1?x=1'],
			['//pirate.example', '/admin'],
			['/\\pirate.example', '/admin'],
			['https://pirate.example', '/admin'],
			['/\t/pirate.example', '/admin'],
			['javascript:alert(1)', '/admin']
		] as const) {
			const path = `/connexion?/entrer&suite=${encodeURIComponent(suite)}`;
			const answer = await plain().post(path, credentials);
			expect([suite, answer.headers.get('location')]).toEqual([suite, expected]);
		}
	});

	it('keeps what an account sees out of caches, and gives anonymous visitors no cookie', async () => {
		const anonymous = await plain().get('/');
		expect(anonymous.headers.getSetCookie()).toEqual([]);
		const who = plain();
		await who.post('/connexion?/entrer', credentials);
		expect((await who.get('/')).headers.get('cache-control')).toBe('private, no-store');
		expect((await who.get('/connexion/compte')).headers.get('cache-control')).toBe(
			'private, no-store'
		);
	});

	it('sends who is not signed in to the sign-in page, and back afterwards', async () => {
		for (const path of ['/admin/membres', '/admin/imports', '/admin/export', '/admin/territoire']) {
			const answer = await plain().get(path);
			expect([answer.status, answer.headers.get('location')]).toEqual([
				303,
				`/connexion?suite=${encodeURIComponent(path)}`
			]);
			const refused = await plain().post(`${path}?/importer`, {});
			expect([path, refused.status]).not.toEqual([path, 200]);
		}
	});

	it('opens accounts and sends mails through its pages only', async () => {
		const auth = (path: string, method: string) =>
			fetch(`${server.address()}/auth/v1/${path}`, {
				method,
				headers: { apikey: server.keys().publishableKey, 'content-type': 'application/json' },
				...(method === 'GET' ? {} : { body: JSON.stringify(credentials) })
			});
		for (const path of ['signup', 'recover', 'otp', 'magiclink', 'resend', 'admin/users']) {
			expect([path, (await auth(path, 'POST')).status]).toEqual([path, 403]);
		}
		expect((await auth('authorize?provider=github', 'GET')).status).toBe(403);
		expect((await auth('token?grant_type=password', 'POST')).status).toBe(200);
	});

	it('ignores a session that it did not give', async () => {
		const who = plain();
		const forged = { access_token: 'x.y.z', refresh_token: 'x', expires_at: 9_999_999_999 };
		const text = Buffer.from(JSON.stringify(forged)).toString('base64url');
		who.cookies.set('forgeterre-session', `base64-${text}`);
		expect((await who.get('/')).status).toBe(200);
		expect((await who.get('/connexion/compte')).status).toBe(303);
		for (const broken of ['base64-!!!', 'x', '%', '{}', 'base64-e30']) {
			who.cookies.set('forgeterre-session', broken);
			expect([broken, (await who.get('/')).status]).toEqual([broken, 200]);
		}
	});

	it('ships no secret and no name of one to the browser', () => {
		const keys = JSON.parse(
			readFileSync(join(server.dataPath, 'nord-ardennes', 'keys.json'), 'utf8')
		) as Record<string, string>;
		const secrets = Object.fromEntries(
			Object.entries(keys).filter(([name]) => name !== 'publishableKey')
		);
		const forbidden = [
			...Object.values(secrets),
			...['SUPABASE_SECRET_KEY', 'FORGETERRE_JWT_SECRET', 'DATABASE_URL', 'SMTP_URL'],
			...['FORGETERRE_DATA', 'FORGETERRE_PASSWORD', 'service_role', 'sb_secret_', 'jwt_secret'],
			...['nodemailer', 'supabase']
		];
		expect(Object.keys(secrets).sort()).toEqual(['jwtSecret', 'secretKey']);
		const files = filesUnder('build/client').filter((file) => /\.(js|css|html|json)$/.test(file));
		expect(files.length).toBeGreaterThan(20);
		const found = files.flatMap((file) => {
			const text = readFileSync(file, 'utf8');
			return forbidden.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
		});
		expect(found).toEqual([]);
	});
});
