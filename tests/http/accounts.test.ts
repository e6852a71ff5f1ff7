import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { linkOf, openMailbox, type Mailbox } from './mailbox.ts';
import { openSirene, sirene } from './sirene-service.ts';
import { useServer } from './use-server.ts';
import { readableText, Visitor } from './visitor.ts';

const password = 'une phrase assez longue';
const hostile = `<script>alert(1)</script>'); drop table membre; --`;

describe.each(engines)('accounts on $name', (engine) => {
	let mailbox: Mailbox;
	let register: Awaited<ReturnType<typeof openSirene>>;
	const server = useServer(engine, async () => {
		mailbox = await openMailbox();
		register = await openSirene();
		return {
			SMTP_URL: mailbox.url,
			MAIL_FROM: 'Forgeterre <forgeterre@exemple.fr>',
			FORGETERRE_SIRENE_URL: register.url
		};
	});
	const visitor = () => new Visitor(server.address);
	const auth = (path: string, body: object, token?: string) =>
		fetch(`${server.address()}/auth/v1/${path}`, {
			method: 'POST',
			headers: {
				apikey: server.keys().publishableKey,
				'content-type': 'application/json',
				...(token ? { authorization: `Bearer ${token}` } : {})
			},
			body: JSON.stringify(body)
		});

	afterAll(async () => {
		await mailbox.close();
		await register.close();
	});

	const registration = (email: string, more: Record<string, string> = {}) => ({
		...{ name: 'Anne Forge', email, siret: '130 025 265 00013', firmName: '' },
		...more
	});
	const tokenIn = async (email: string) =>
		new URL(linkOf(await mailbox.next(email))).searchParams.get('jeton') ?? '';
	const accept = (who: Visitor, jeton: string, secret = password, name = 'Anne Forge') =>
		who.post('/connexion/confirmer?/accepter', { jeton, name, password: secret });

	/** A firm that has signed up, followed the link of its mail and chosen its password. */
	async function firm(email: string, more: Record<string, string> = {}): Promise<Visitor> {
		const who = visitor();
		const answer = await who.post('/connexion/inscription', registration(email, more));
		expect(readableText(await answer.text())).toContain('Regardez votre messagerie');
		const entered = await accept(who, await tokenIn(email), password, more['name']);
		expect([entered.status, entered.headers.get('location')]).toEqual([303, '/proposer']);
		return who;
	}

	const signIn = async (email: string, secret = password) => {
		const who = visitor();
		const answer = await who.post('/connexion?/entrer', { email, password: secret });
		return { who, status: answer.status, text: readableText(await answer.text()) };
	};

	it('signs a firm up under the name that Sirene gives, once its mail is answered', async () => {
		const who = visitor();
		const email = 'anne@exemple.fr';
		await who.post('/connexion/inscription', registration(email));
		expect(who.tokens()).toBeNull();
		const mail = await mailbox.next(email);
		expect(mail.source).toContain('From: Forgeterre <forgeterre@exemple.fr>');
		expect(mail.text).toContain('Pour confirmer votre adresse');
		expect(mail.text).toMatch(/follow this link:\s+http:\S+\/en\/connexion\/confirmer\?jeton=/);
		expect((await signIn(email)).status).toBe(400);
		const link = linkOf(mail);
		expect(link.startsWith(`${server.address()}/connexion/confirmer?jeton=`)).toBe(true);
		// The owner sees what was asked; a scanner of mails opens links: the page alone changes nothing.
		expect(await who.text(link)).toMatch(
			/FORGES D'ESSAI \(nom vérifié par Sirene\) SIRET 130 025 265 00013/
		);
		expect((await signIn(email)).status).toBe(400);
		const jeton = new URL(link).searchParams.get('jeton') ?? '';
		// Too short: the link is not used up.
		expect((await accept(who, jeton, 'court')).status).toBe(400);
		expect((await accept(who, jeton)).status).toBe(303);
		const account = await who.text('/connexion/compte');
		expect(account).toMatch(/FORGES D'ESSAI \(nom vérifié par Sirene\) SIRET 13002526500013/);
		expect(account).toContain('Rôle Entreprise');
		expect((await signIn(email)).status).toBe(303);
		const again = await accept(visitor(), jeton);
		expect([again.status, readableText(await again.text())]).toEqual([
			400,
			expect.stringContaining('Ce lien a déjà servi') as string
		]);
	});

	it('says beside each field what is wrong with it, and keeps what was typed', async () => {
		const typed = { name: ' ', siret: '13002526500014', email: 'anne@exemple' };
		const answer = await visitor().post('/connexion/inscription', typed);
		const html = await answer.text();
		expect(answer.status).toBe(400);
		const text = readableText(html);
		expect(text).toContain('« 13002526500014 » n’est pas un SIRET');
		expect(text).toContain('« anne@exemple » n’est pas une adresse électronique');
		expect(text).toContain('Le nom est vide');
		expect(html).toContain('value="13002526500014"');
		expect(html).toContain('value="anne@exemple"');
		expect(html).not.toContain('type="password"');
		expect(mailbox.count('anne@exemple')).toBe(0);
	});

	it('asks for the name of a firm that Sirene does not tell, and flags it', async () => {
		for (const siret of [sirene.unknown, sirene.hidden]) {
			const answer = await visitor().post(
				'/connexion/inscription',
				registration('paul@exemple.fr', { siret })
			);
			expect(readableText(await answer.text())).toContain(`ne connaît pas le SIRET ${siret}`);
		}
		register.fail(true);
		const silent = await visitor().post('/connexion/inscription', registration('paul@exemple.fr'));
		expect(readableText(await silent.text())).toContain('Le répertoire Sirene ne répond pas');
		const who = await firm('paul@exemple.fr', { firmName: hostile, name: hostile });
		register.fail(false);
		const html = await (await who.get('/connexion/compte')).text();
		expect(readableText(html)).toContain(`${hostile} (nom déclaré, à vérifier)`);
		expect(html).not.toContain('<script>alert(1)');
	});

	it('answers the same for an address that is taken, and tells its owner', async () => {
		const email = 'prise@exemple.fr';
		await firm(email);
		const pages = [];
		for (const address of [email, 'libre@exemple.fr']) {
			const begin = performance.now();
			const answer = await visitor().post('/connexion/inscription', registration(address));
			expect(performance.now() - begin).toBeGreaterThan(850);
			pages.push(readableText(await answer.text()).replaceAll(address, '…'));
		}
		expect(pages[0]).toBe(pages[1]);
		expect((await mailbox.next(email)).text).toContain('qui a déjà un compte');
		expect((await signIn(email)).status).toBe(303);
	});

	it('gives a stranger who signed up with another’s address nothing, whoever confirms', async () => {
		const email = 'victime@exemple.fr';
		const stranger = visitor();
		const own = '732 829 320 00074';
		await stranger.post('/connexion/inscription', {
			...registration(email, { name: 'Pirate', siret: own, firmName: 'Pirates' }),
			password: 'la phrase du pirate'
		});
		const pirated = await tokenIn(email);
		await visitor().post('/connexion/inscription', registration(email));
		const wanted = await tokenIn(email);
		// Before: no account, so no password, no session, no recovery, no link, and nothing at the Auth API.
		for (const path of ['signup', 'recover', 'otp', 'magiclink', 'resend', 'invite', 'admin/users'])
			expect([path, (await auth(path, { email, password })).status]).toEqual([path, 403]);
		for (const type of ['signup', 'magiclink', 'recovery'])
			for (const body of [{ token_hash: pirated }, { email, token: '000000' }])
				expect((await auth('verify', { type, ...body })).status).toBeGreaterThanOrEqual(400);
		expect((await signIn(email, 'la phrase du pirate')).status).toBe(400);
		await visitor().post('/connexion/oubli', { email });
		await visitor().post('/connexion?/lien', { email });
		// Each link shows its own firm, and gives that one.
		expect(await visitor().text(`/connexion/confirmer?jeton=${pirated}`)).toContain(
			'732 829 320 00074'
		);
		const owner = visitor();
		expect((await accept(owner, wanted)).status).toBe(303);
		expect(await owner.text('/connexion/compte')).toContain('SIRET 13002526500013');
		// After: neither the password nor the other link are worth anything.
		expect((await signIn(email, 'la phrase du pirate')).status).toBe(400);
		expect((await accept(stranger, pirated, 'la phrase du pirate')).status).toBe(400);
		expect((await signIn(email)).status).toBe(303);
		expect(mailbox.count(email)).toBe(2);
	});

	it('removes a sign-up that the owner of the address did not ask for', async () => {
		const email = 'paspourmoi@exemple.fr';
		await visitor().post('/connexion/inscription', registration(email));
		const jeton = await tokenIn(email);
		const refused = await visitor().post('/connexion/confirmer?/refuser', { jeton });
		expect(readableText(await refused.text())).toContain('Aucun compte n’a été ouvert');
		expect((await accept(visitor(), jeton)).status).toBe(400);
		expect(await visitor().text(`/connexion/confirmer?jeton=${jeton}`)).toContain('il a expiré');
		expect((await visitor().post('/connexion/confirmer?/refuser', { jeton })).status).toBe(400);
	});

	it('changes neither password nor address at the Auth API, even for who is signed in', async () => {
		const email = 'reglages@exemple.fr';
		const who = await firm(email);
		const { access_token: token } = who.tokens() ?? { access_token: '' };
		for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
			const answer = await fetch(`${server.address()}/auth/v1/user`, {
				method,
				headers: {
					apikey: server.keys().publishableKey,
					'content-type': 'application/json',
					authorization: `Bearer ${token}`
				},
				body: JSON.stringify({ password: 'autre phrase du voleur', email: 'voleur@exemple.fr' })
			});
			expect([method, answer.status]).toEqual([method, 403]);
		}
		expect((await signIn(email)).status).toBe(303);
	});

	it('resets a password by mail, answering the same for an unknown address', async () => {
		const email = 'oubli@exemple.fr';
		const elsewhere = await firm(email);
		const pages = [];
		for (const address of [email, 'inconnue@exemple.fr']) {
			const begin = performance.now();
			const answer = await visitor().post('/connexion/oubli', { email: address });
			expect(performance.now() - begin).toBeGreaterThan(550);
			pages.push(readableText(await answer.text()).replaceAll(address, '…'));
		}
		expect(pages[0]).toBe(pages[1]);
		expect(mailbox.count('inconnue@exemple.fr')).toBe(0);

		const jeton = new URL(linkOf(await mailbox.next(email))).searchParams.get('jeton') ?? '';
		const who = visitor();
		// Too short: the link is not used up.
		expect((await who.post('/connexion/mot-de-passe', { jeton, password: 'court' })).status).toBe(
			400
		);
		const changed = { jeton, password: 'une tout autre phrase' };
		const done = await who.post('/connexion/mot-de-passe', changed);
		expect(await who.text(done.headers.get('location') ?? '')).toContain(
			'vos autres appareils sont déconnectés'
		);
		expect((await signIn(email)).status).toBe(400);
		expect((await signIn(email, 'une tout autre phrase')).status).toBe(303);
		expect((await elsewhere.get('/connexion/compte')).status).toBe(303);
		expect((await visitor().post('/connexion/mot-de-passe', changed)).status).toBe(400);
	});

	it('sends a link to sign in without a password', async () => {
		const email = 'lien@exemple.fr';
		await firm(email);
		await visitor().post('/connexion?/lien', { email });
		const link = linkOf(await mailbox.next(email));
		expect(link).toContain('/connexion/lien?jeton=');
		const who = visitor();
		const jeton = new URL(link).searchParams.get('jeton') ?? '';
		expect((await who.post('/connexion/lien', { jeton })).status).toBe(303);
		expect(await who.text('/connexion/compte')).toContain(email);
	});

	it('starts a new session at each sign-in, ends it at sign-out, and takes a refresh token once', async () => {
		const email = 'session@exemple.fr';
		const who = await firm(email);
		const planted = who.tokens();
		await who.post('/connexion?/entrer', { email, password });
		const fresh = who.tokens();
		expect(fresh?.refresh_token).not.toBe(planted?.refresh_token);
		const refresh = (token: string) =>
			auth('token?grant_type=refresh_token', { refresh_token: token });
		expect((await refresh(planted?.refresh_token ?? '')).status).toBeGreaterThanOrEqual(400);

		const first = (await (await refresh(fresh?.refresh_token ?? '')).json()) as {
			access_token: string;
			refresh_token: string;
		};
		expect(first.refresh_token).not.toBe(fresh?.refresh_token);
		// For a moment it serves the pages that asked at the same time (refresh-once.test.ts has the rest).
		const shared = (await (await refresh(fresh?.refresh_token ?? '')).json()) as typeof first;
		expect(shared.refresh_token).toBe(first.refresh_token);
		expect((await refresh(first.refresh_token)).status).toBe(200);

		const { who: again } = await signIn(email);
		const held = again.tokens();
		await again.post('/connexion/sortie', {});
		expect(again.tokens()).toBeNull();
		expect((await refresh(held?.refresh_token ?? '')).status).toBeGreaterThanOrEqual(400);
		const user = await fetch(`${server.address()}/auth/v1/user`, {
			headers: {
				apikey: server.keys().publishableKey,
				authorization: `Bearer ${held?.access_token ?? ''}`
			}
		});
		expect(user.status).toBeGreaterThanOrEqual(400);
	});

	it('changes a password for who knows the present one', async () => {
		const email = 'change@exemple.fr';
		const who = await firm(email);
		const wanted = { current: 'ce n’est pas lui', password: 'la phrase suivante' };
		const wrong = await who.post('/connexion/compte?/mot-de-passe', wanted);
		expect([wrong.status, readableText(await wrong.text())]).toEqual([
			400,
			expect.stringContaining('pas le mot de passe actuel') as string
		]);
		const right = { ...wanted, current: password };
		expect((await who.post('/connexion/compte?/mot-de-passe', right)).status).toBe(200);
		expect((await signIn(email)).status).toBe(400);
		expect((await signIn(email, wanted.password)).status).toBe(303);
		expect((await who.get('/connexion/compte')).status).toBe(200);
	});

	it('holds off who tries many passwords, whatever they say of their address', async () => {
		const statuses: number[] = [];
		for (let rank = 0; rank < 17; rank++) {
			const who = new Visitor(server.address, { 'x-forwarded-for': `203.0.113.${rank}` });
			const attempt = { email: 'cible@exemple.fr', password: `essai numéro ${rank}` };
			statuses.push((await who.post('/connexion?/entrer', attempt)).status);
		}
		expect(statuses.slice(0, 15)).toEqual(Array(15).fill(400));
		expect(statuses.slice(15)).toEqual([429, 429]);
	});

	describe('with an administrator', () => {
		let administrator: Visitor;
		const [couchant, levant] = ['200041630', '240800847'];

		beforeAll(async () => {
			const made = await runToEnd(
				'admin-create',
				['--email', 'Admin@Exemple.fr', '--name', 'Claire Admin'],
				server.environment()
			);
			expect([made.code, made.output]).toEqual([
				0,
				expect.stringContaining('« admin@exemple.fr » est administrateur') as string
			]);
			const secret = /montré cette seule fois : (\S+)/.exec(made.output)?.[1] ?? '';
			administrator = (await signIn('admin@exemple.fr', secret)).who;
		});

		const invite = (fields: Record<string, string | string[]>) =>
			administrator.post('/admin/membres?/inviter', fields);

		it('invites an agent, once, whatever password the address had before', async () => {
			const email = 'agent@exemple.fr';
			// Somebody signed up with the agent's address, and waits.
			await visitor().post('/connexion/inscription', registration(email, { name: 'Pirate' }));
			const pirated = await tokenIn(email);
			const sent = await invite({ email, role: 'agent', epci: [couchant] });
			expect(readableText(await sent.text())).toContain(`est partie vers « ${email} »`);
			const link = linkOf(await mailbox.next(email));
			const who = visitor();
			expect(await who.text(link)).toContain('est invité comme Agent');
			const accepted = await who.post(link, { name: hostile, password: 'la phrase de l’agent' });
			expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/admin']);
			expect((await signIn(email)).status).toBe(400);
			// What was asked before cannot make the agent a firm any more, nor change the password.
			expect((await accept(visitor(), pirated)).status).toBe(400);
			expect((await visitor().get(link)).status).toBe(410);
			const replay = { name: 'x', password: 'encore une phrase' };
			expect((await visitor().post(link, replay)).status).toBe(410);
			expect((await signIn(email, 'la phrase de l’agent')).status).toBe(303);

			for (const path of [
				'/admin/membres',
				'/admin/export',
				'/admin/courriels',
				'/admin/territoire'
			]) {
				expect([path, (await who.get(path)).status]).toEqual([path, 403]);
			}
			expect((await who.get('/admin/export/membre')).status).toBe(403);
			// An agent imports for their EPCI, and clears nothing of the territory.
			expect((await who.get('/admin/imports')).status).toBe(200);
			expect((await who.post('/admin/imports?/demonstration', {})).status).toBe(403);
			const self = await who.post('/admin/membres?/inviter', { email, role: 'administrateur' });
			expect(self.status).toBe(403);
			const html = await (await administrator.get('/admin/membres')).text();
			expect(readableText(html)).toContain(hostile);
			expect(html).not.toContain('<script>alert(1)');
		});

		it('refuses an invitation with a sentence, and withdraws a pending one', async () => {
			const cases: [Record<string, string | string[]>, string][] = [
				[{ email: 'agent', role: 'agent', epci: [couchant] }, 'Adresse reçue : « agent »'],
				[{ email: 'a@exemple.fr', role: 'roi', epci: [couchant] }, 'Rôle reçu : « roi »'],
				[{ email: 'a@exemple.fr', role: 'agent', epci: [] }, 'Aucun EPCI n’est choisi'],
				[{ email: 'a@exemple.fr', role: 'agent', epci: [hostile] }, 'n’est pas un EPCI']
			];
			for (const [fields, sentence] of cases) {
				const answer = await invite(fields);
				expect([answer.status, readableText(await answer.text())]).toEqual([
					400,
					expect.stringContaining(sentence) as string
				]);
			}
			await invite({ email: 'retard@exemple.fr', role: 'agent', epci: [levant] });
			const link = linkOf(await mailbox.next('retard@exemple.fr'));
			const page = await (await administrator.get('/admin/membres')).text();
			const id = /name="id" value="([0-9a-f-]{36})"/.exec(page)?.[1] ?? '';
			await administrator.post('/admin/membres?/annuler', { id });
			expect((await visitor().get(link)).status).toBe(404);
		});

		it('keeps the last administrator', async () => {
			const page = await (await administrator.get('/admin/membres')).text();
			const row =
				/<tr[^>]*>(?:(?!<\/tr>)[\s\S])*admin@exemple\.fr[\s\S]*?<\/tr>/.exec(page)?.[0] ?? '';
			const user = /name="user" value="([0-9a-f-]{36})"/.exec(row)?.[1] ?? '';
			const answer = await administrator.post('/admin/membres?/retirer', { user });
			expect([answer.status, readableText(await answer.text())]).toEqual([
				409,
				expect.stringContaining('dernier administrateur') as string
			]);
		});

		it('checks files before it writes them, and exports what it holds', async () => {
			const feature = {
				type: 'Feature',
				properties: { site_id: 'IMPORT-1', site_nom: hostile, site_type: 'friche industrielle' },
				geometry: { type: 'Point', coordinates: [4.72, 49.77] }
			};
			const body = (
				checked: string,
				content = JSON.stringify({ type: 'FeatureCollection', features: [feature] })
			) => {
				const form = new FormData();
				form.set('files', new File([content], 'friches.geojson'));
				form.set('class', 'friche');
				form.set('checked', checked);
				return form;
			};
			const send = async (action: string, form: FormData, language = '') => {
				const pairs = [...administrator.cookies].map(([name, value]) => `${name}=${value}`);
				const answer = await fetch(`${server.address()}${language}/admin/imports?/${action}`, {
					method: 'POST',
					body: form,
					headers: { accept: 'text/html', origin: server.address(), cookie: pairs.join('; ') }
				});
				return answer.text();
			};
			const exported = async () => {
				const answer = await administrator.get('/admin/export/friche');
				const { features } = (await answer.json()) as { features: (typeof feature)[] };
				return features.filter(({ properties }) => properties.site_id === 'IMPORT-1');
			};
			// Not checked yet: the answer is a check.
			expect(readableText(await send('importer', body('')))).toContain('pas encore été vérifiés');
			expect(await exported()).toEqual([]);
			const checked = await send('verifier', body(''));
			expect(readableText(checked)).toContain('Vérifié, rien n’est écrit');
			const print = /name="checked" value="([0-9a-f]{64})"/.exec(checked)?.[1] ?? '';
			expect(readableText(await send('importer', body(print)))).toContain('ajoutées : 1');
			const [written] = await exported();
			expect(written?.properties.site_nom).toBe(hostile);
			expect(written?.geometry).toEqual(feature.geometry);
			const broken = body('', '{ pas du JSON');
			expect(readableText(await send('verifier', broken))).toContain(
				'friches.geojson – Ce n’est pas du JSON valide'
			);
			expect(readableText(await send('verifier', broken, '/en'))).toContain(
				'friches.geojson – This is not valid JSON'
			);
			expect((await administrator.get('/admin/export/acces_restreint')).status).toBe(404);
		});

		it('reads columns as they were matched once, in the next file too, until they are matched otherwise', async () => {
			const table = 'Code;Dénomination;geometry\nIMPORT-2;Fonderie close;POINT (4.72 49.77)\n';
			const send = async (action: string, said: Record<string, string>, recordClass = 'friche') => {
				const form = new FormData();
				form.set('files', new File([table], 'relevé.csv'));
				form.set('class', recordClass);
				for (const [name, column] of Object.entries(said))
					form.set(`colonne:friche:${name}`, column);
				const pairs = [...administrator.cookies].map(([name, value]) => `${name}=${value}`);
				const answer = await fetch(`${server.address()}/admin/imports?/${action}`, {
					method: 'POST',
					body: form,
					headers: { accept: 'text/html', origin: server.address(), cookie: pairs.join('; ') }
				});
				return readableText(await answer.text());
			};
			const nameless = await send('verifier', {});
			expect(nameless).toContain('Colonnes de relevé.csv 1 importées sur 3');
			expect(nameless).toContain('Il manque, sans quoi une fiche est refusée : site_id');
			const said = { code: 'site_id', dénomination: 'site_nom' };
			expect(await send('verifier', said)).toContain('3 importées sur 3');
			// Nothing is said of the next file, nor of its class: its key is known by its name.
			expect(await send('verifier', {}, '')).toContain('3 importées sur 3');
			expect(await send('verifier', { dénomination: '' })).toContain('2 importées sur 3');
			expect(await send('verifier', { code: 'terr_id' })).toContain(
				'« terr_id » n’est pas une colonne de cette classe'
			);
		});

		it('removes the demonstration set for who types the word, and nothing else', async () => {
			const clear = (confirmation: string) =>
				administrator.post('/admin/imports?/demonstration', { confirmation });
			expect((await clear('oui')).status).toBe(400);
			expect(await administrator.text('/admin/imports')).toContain(
				'Fiches de démonstration dans la base'
			);
			expect(readableText(await (await clear('Démonstration')).text())).toContain(
				'Fiches de démonstration retirées'
			);
			expect(await administrator.text('/admin/imports')).toContain('Aucune fiche de démonstration');
			const left = await administrator.get('/admin/export/friche');
			expect(((await left.json()) as { features: unknown[] }).features).toHaveLength(1);
		});
	});
});
