import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../scripts/check/running-server.ts';
import { engines } from './engines.ts';
import { linkOf, openMailbox, type Mailbox } from './mailbox.ts';
import { useServer } from './use-server.ts';
import { readableText, Visitor } from './visitor.ts';

/** Only what this test publishes answers it. */
const search = 'surface_min=90&surface_max=95';
const address = 'ada@exemple.fr';
const provenance = { source_nom: 'Essai', source_date: '2026-01-31', source_methode: 'relevé' };

/** About 92 ha in the territory. */
const outline = (west: number) => [
	[
		[west, 49.7],
		[west + 0.0115, 49.7],
		[west + 0.0115, 49.71],
		[west, 49.71],
		[west, 49.7]
	]
];

const plot = (id: string, west: number, more: object = {}) => ({
	type: 'Feature',
	properties: {
		...{ ...provenance, terr_id: id, terr_lot: `Lot ${id}`, terr_surf_brute: 92 },
		...{ terr_maitrise_fonc: 'commune', terr_stade_comm: 'en vente', terr_usage: 'bâti productif' },
		...{ terr_stade_amngt: 'viabilisé et aménagé', terr_etat_occup: 'vacant', ...more }
	},
	geometry: { type: 'Polygon', coordinates: outline(west) }
});

describe.each(engines)('alerts on a search, on $name', (engine) => {
	let post: Mailbox;
	const server = useServer(engine, async () => {
		post = await openMailbox();
		return { SMTP_URL: post.url };
	});
	const visitor = () => new Visitor(server.address);

	const rest = async (path: string, method = 'GET', body?: object) => {
		const key = server.keys().secretKey;
		const answer = await fetch(`${server.address()}/rest/v1/${path}`, {
			method,
			headers: {
				...{ apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' }
			},
			...(body && { body: JSON.stringify(body) })
		});
		const text = await answer.text();
		expect([path, answer.ok ? '' : text]).toEqual([path, '']);
		return (text === '' ? [] : JSON.parse(text)) as Record<string, unknown>[];
	};
	const publish = async (...features: object[]) => {
		const p_lot = randomUUID();
		await rest('rpc/import_chunk', 'POST', { p_lot, p_class: 'terrain_eco', p_features: features });
		await rest('rpc/import_apply', 'POST', { p_lot, p_territory: 'nord-ardennes' });
		await server.upToDate();
	};
	/** As if so many days had passed since everything that an alert did. */
	const pass = async (days: number) => {
		for (const alert of await rest('alerte')) {
			const earlier = (column: string) => {
				const at = alert[column];
				return typeof at !== 'string'
					? {}
					: { [column]: new Date(Date.parse(at) - days * 86_400_000).toISOString() };
			};
			await rest(`alerte?alerte_id=eq.${String(alert['alerte_id'])}`, 'PATCH', {
				...{ ...earlier('confirmee_le'), ...earlier('verifiee_le'), ...earlier('envoyee_le') }
			});
		}
	};
	const work = async () => {
		const { code, output, errors } = await runToEnd('daily', [], {
			...server.environment(),
			FORGETERRE_URL: server.address()
		});
		expect(code, output + errors).toBe(0);
		expect(output, 'what was done, or that there was nothing').not.toBe('');
		return output;
	};
	/** Does the work of the day; a minute after its start the server does it by itself, and may have come first. */
	const expectTold = async (words: string) => {
		const output = await work();
		await expect.poll(() => output + server.output(), { timeout: 30_000 }).toContain(words);
	};
	const sealOf = (page: string) => /name="sceau" value="([^"]+)"/.exec(page)?.[1] ?? '';
	let seal = '';
	const ask = (fields: object = {}, query = search, prefix = '') =>
		visitor().post(`${prefix}/recherches?${query}`, {
			...{ sceau: seal, site_web: '', courriel: address, consentement: 'oui', ...fields }
		});
	const rows = () => rest('alerte');

	beforeAll(async () => {
		await publish(plot('ALERTE-1', 4.7, { terr_prix_demande_m2: 25 }), plot('ALERTE-2', 4.72));
		seal = sealOf(await (await visitor().get(`/recherches?${search}`)).text());
		// Nobody fills a form in less.
		await new Promise((resolve) => setTimeout(resolve, 3_100));
	});

	afterAll(() => post.close());

	it.each([
		['a filled trap', { site_web: 'https://spam.example' }, 'champ caché'],
		['a forged seal', { sceau: 'l3abc.forged' }, 'ouverte depuis trop longtemps'],
		['no consent', { consentement: '' }, 'cochez la case'],
		['an address that is none', { courriel: 'ada chez exemple' }, 'ada chez exemple'],
		['no address', { courriel: '' }, 'L’adresse électronique est vide']
	])('refuses %s with a sentence, and keeps nothing', async (_, change, words) => {
		const answer = await ask(change);
		expect(answer.status).toBe(400);
		expect(await answer.text()).toContain(words);
		expect(await rows()).toEqual([]);
	});

	it('is confirmed from the mailbox, and only by a button', async () => {
		const answer = await ask();
		expect(answer.status).toBe(200);
		expect(readableText(await answer.text())).toContain(`Un courriel part à ${address}`);
		const mail = await post.next(address);
		const link = linkOf(mail);
		const token = link.split('/').at(-1) ?? '';
		// A mail that anybody can have sent to anybody says nothing that was typed.
		expect(mail.text).not.toContain('surface');
		expect(JSON.stringify(await rows())).not.toContain(token);
		const page = await visitor().text(link);
		for (const words of ['au moins 90', 'au plus 95', '2 terrains', 'attend votre accord'])
			expect(page, words).toContain(words);
		expect(await rows()).toMatchObject([{ etat: 'à confirmer' }]);
		const confirmed = await visitor().post(`${link}?/confirmer`, {});
		expect(readableText(await confirmed.text())).toContain('C’est confirmé');
		expect(await rows()).toMatchObject([{ etat: 'active', courriel: address }]);
		// Who asks again is told the same by the page, and the truth in the mailbox.
		expect(readableText(await (await ask()).text())).toContain(`Un courriel part à ${address}`);
		expect((await post.next(address)).text).toContain('déjà prévenue');
		expect(await rows()).toHaveLength(1);
	});

	it('tells what came, what has another price and what went, once, and ends by one click', async () => {
		await pass(8);
		expect(await work()).not.toContain('alerte');
		await publish(
			plot('ALERTE-1', 4.7, { terr_prix_demande_m2: 22.5 }),
			plot('ALERTE-2', 4.72, { terr_stade_comm: 'vendu, commercialisation achevée' }),
			plot('ALERTE-3', 4.74)
		);
		// Looked at a moment ago: not again before a day.
		expect(await work()).not.toContain('alerte');
		await pass(2);
		await expectTold('1 alerte(s) envoyée(s)');
		const { text, source } = await post.next(address);
		for (const words of [
			...['1 nouveau terrain :', 'Lot ALERTE-3, ', '92 ha', `/plots/ALERTE-3`],
			...['1 prix changé :', 'Lot ALERTE-1 : 25 € HT/m² → 22,5 € HT/m²'],
			...['1 terrain ne répond plus', '– Lot ALERTE-2', `/?${search}`]
		])
			expect(text.replaceAll('\u00a0', ' '), words).toContain(words);
		const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(source)?.[1] ?? '';
		expect(subject).toContain('1_nouveau_terrain');
		await pass(3);
		expect(await work()).not.toContain('alerte');
		expect(post.count(address)).toBe(3);

		const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
		expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im);
		const end = /^List-Unsubscribe: *<([^>]+)>$/im.exec(head)?.[1] ?? '';
		// A scanner that only fetches ends nothing.
		expect((await fetch(end)).status).toBe(200);
		expect(await rows()).toHaveLength(1);
		const click = () =>
			fetch(end, {
				method: 'POST',
				body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
			});
		expect((await click()).status).toBe(204);
		expect(await rows()).toEqual([]);
		expect((await click()).status).toBe(204);
		expect(await visitor().text(end.replace(/\/fin$/, ''))).toContain('elle est terminée');
	});

	it('writes in the language of the page where it was asked for, and ends by a button', async () => {
		await ask({ courriel: 'eve@exemple.fr' }, search, '/en');
		const mail = await post.next('eve@exemple.fr');
		expect(mail.text).toContain('Hello,');
		const link = linkOf(mail);
		expect(link).toContain('/en/recherches/alerte/');
		await visitor().post(`${link}?/confirmer`, {});
		const ended = await visitor().post(`${link}?/terminer`, {});
		expect(readableText(await ended.text())).toContain('The alert has ended');
		expect(await rows()).toEqual([]);
	});

	it('says once that its search is none any more, or that its time is over, and ends', async () => {
		const long = new Date(Date.now() - 40 * 86_400_000).toISOString();
		const year = new Date(Date.now() - 367 * 86_400_000).toISOString();
		const row = (courriel: string, recherche: string, confirmee_le: string) => ({
			...{ territory_id: 'nord-ardennes', langue: 'fr', etat: 'active', jetons: [courriel] },
			...{ courriel, recherche, confirmee_le, verifiee_le: confirmee_le }
		});
		await rest('alerte', 'POST', row('un@exemple.fr', 'surface_min=beaucoup', long));
		await rest('alerte', 'POST', row('deux@exemple.fr', 'epci_siren=999999999', long));
		await rest('alerte', 'POST', row('trois@exemple.fr', search, year));
		await expectTold('3 alerte(s) terminée(s)');
		expect((await post.next('un@exemple.fr')).text).toContain('surface_min = beaucoup');
		expect((await post.next('deux@exemple.fr')).text).toContain('999999999');
		expect((await post.next('trois@exemple.fr')).text).toContain(`/recherches?${search}`);
		await expect.poll(rows).toEqual([]);
		expect(await work()).not.toContain('alerte');
	});

	it('opens nothing by a link that was never sent', async () => {
		for (const token of ['x', 'a'.repeat(43), encodeURIComponent("' or true --")]) {
			const page = await visitor().text(`/recherches/alerte/${token}`);
			expect(page).toContain('Aucune alerte n’est à cette adresse');
			const sent = await visitor().post(`/recherches/alerte/${token}?/confirmer`, {});
			expect(sent.status).toBe(404);
		}
	});
});
