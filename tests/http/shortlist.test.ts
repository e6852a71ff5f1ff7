import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, type Agent } from './agents.ts';
import { engines } from './engines.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { useServer } from './use-server.ts';
import { readableText, Visitor } from './visitor.ts';

const metropole = '200041630';

describe.each(engines)('what agents do with briefs and records, on $name', (engine) => {
	let post: Mailbox;
	let agent: Visitor;
	let stranger: Visitor;
	let brief = '';
	const server = useServer(engine, async () => {
		post = await openMailbox();
		return { SMTP_URL: post.url };
	});
	const site = () => ({ address: server.address(), keys: server.keys() });
	const enter = async ({ email, password }: Agent) => {
		const visitor = new Visitor(server.address);
		await visitor.post('/connexion?/entrer', { email, password });
		return visitor;
	};
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

	beforeAll(async () => {
		agent = await enter(await makeAgent(site(), 'agent@metropole.test', [metropole]));
		stranger = await enter(await makeAgent(site(), 'agent@ailleurs.test', ['240800847']));
		await rest('rpc/brief_leave', 'POST', {
			p_brief: {
				...{ territory: 'nord-ardennes', genre: 'projet', epci: [metropole], bloquants: [] },
				...{ criteres: { areaMinHa: 3, epci: [metropole], offered: true }, langue: 'en' },
				...{ recue_le: '2026-11-26T09:00:00Z', echeance_le: '2026-11-28T09:00:00Z' },
				contact: { nom: 'Ada', courriel: 'ada@exemple.fr' }
			}
		});
		brief = String((await rest('demande?select=demande_id'))[0]?.['demande_id']);
	});

	afterAll(() => post.close());

	it('sends the visitor the chosen plots and the link that compares them, in their language', async () => {
		const page = `/admin/demandes/${brief}/selection`;
		expect((await stranger.get(page)).status).toBe(404);
		const html = await (await agent.get(page)).text();
		const offered = [...html.matchAll(/name="terrain" value="([^"]+)"/g)].map(([, id = '']) => id);
		expect(offered.length).toBeGreaterThan(2);
		const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
		const none = await agent.post(page, { version, lien: 'terrains', texte: 'Gardez-moi' });
		expect(none.status).toBe(400);
		expect(await none.text()).toContain('Gardez-moi');
		const [first = '', second = ''] = offered;
		const fields = { version, lien: 'terrains', terrain: [first, second], texte: 'Look at these.' };
		expect((await agent.post(page, fields)).status).toBe(303);
		const mail = await post.next('ada@exemple.fr');
		expect(mail.text).toContain('Hello,');
		expect(mail.text).toContain('Look at these.');
		expect(mail.text).toContain('agent@metropole.test');
		const compared = `/en/comparer?plots=${encodeURIComponent(first)},${encodeURIComponent(second)}`;
		expect(mail.text).toContain(compared);
		expect((await new Visitor(server.address).get(compared)).status).toBe(200);
		const followed = await agent.text(`/admin/demandes/${brief}`);
		expect(followed).toContain('Terrains proposés');
		expect(followed).toContain('Look at these.');
		// Sent again from the page as it was read before: somebody has answered meanwhile.
		expect((await agent.post(page, fields)).status).toBe(409);
		expect(post.count('ada@exemple.fr')).toBe(1);
	});

	it('takes plots of a basket along, and refuses with a sentence one that has left the map', async () => {
		const [gone] = await rest(
			`terrain_eco?epci_siren=eq.${metropole}&terr_stade_comm=eq.en%20vente&limit=1&select=terr_id`
		);
		const id = String(gone?.['terr_id']);
		const page = `/admin/demandes/${brief}/selection?plots=${encodeURIComponent(id)}`;
		const html = await (await agent.get(page)).text();
		const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
		expect(html).toContain(`value="${id}" checked`);
		await rest(`terrain_eco?terr_id=eq.${encodeURIComponent(id)}`, 'PATCH', { publie: false });
		const sent = await agent.post(page, {
			version,
			lien: 'terrains',
			terrain: id,
			texte: 'Mon mot'
		});
		expect(sent.status).toBe(409);
		const told = readableText(await sent.text());
		expect(told).toContain('ne peuvent plus être proposés');
		expect(told).toContain(id);
		expect(told).toContain('Mon mot');
	});

	it('corrects a record in place, which the map shows, and says what is wrong with a value', async () => {
		const [record] = await rest(`site_eco?site_epci_siren=eq.${metropole}&limit=1&select=site_id`);
		const id = String(record?.['site_id']);
		const page = `/admin/corriger/sites/${id}`;
		expect((await stranger.get(page)).status).toBe(404);
		expect((await agent.get('/admin/corriger/poi/x')).status).toBe(404);
		expect((await new Visitor(server.address).get(page)).status).toBe(303);
		const card = await (await agent.get(`/sites/${id}`)).text();
		expect(card).toContain(`/admin/corriger/sites/${id}`);
		expect(await (await stranger.get(`/sites/${id}`)).text()).not.toContain('/admin/corriger/');

		const html = await (await agent.get(page)).text();
		const version = /name="version" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
		const correct = (fields: Record<string, string>) =>
			agent.post(`${page}?/corriger`, { version, motif: 'Visite', ...fields });
		const wrong = await correct({
			'champ.site_nb_etab': 'beaucoup',
			'champ.site_nom': 'Parc Neuf'
		});
		expect(wrong.status).toBe(400);
		const told = readableText(await wrong.text());
		expect(told).toContain('reçu « beaucoup » ; attendu : un nombre entier positif ou nul');
		const doubtful = await correct({ 'champ.site_creation_date': '1066' });
		expect(doubtful.status).toBe(400);
		expect(readableText(await doubtful.text())).toContain('difficiles à croire');
		expect((await correct({ 'champ.site_nom': 'Parc Neuf' })).status).toBe(303);
		await server.upToDate();
		expect(await new Visitor(server.address).text(`/sites/${id}`)).toContain('Parc Neuf');
		const again = await agent.text(page);
		expect(again).toContain('Corrigé par agent');
		expect(again).toContain('Visite');
		// From the page as it was read before.
		expect((await correct({ 'champ.site_nom': 'Parc Vieux' })).status).toBe(409);
		const lifted = await agent.post(`${page}?/source`, { champ: 'site_nom' });
		expect(lifted.status).toBe(303);
		expect(await agent.text(page)).toContain('remis à la source');
	});

	it('corrects an outline in place, with a hole in it, and refuses what is none', async () => {
		const [record] = await rest(`site_eco?site_epci_siren=eq.${metropole}&limit=1&select=site_id`);
		const id = String(record?.['site_id']);
		const page = `/admin/corriger/sites/${id}`;
		const item = `/ogc/collections/sites/items/${id}?f=json`;
		const read = async () => {
			const { geometry } = (await (await new Visitor(server.address).get(item)).json()) as {
				geometry: MultiPolygon | Polygon;
			};
			return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
		};
		const [[outer = []] = []] = await read();
		const mean = (axis: 0 | 1) =>
			outer.reduce((sum, position) => sum + (position[axis] ?? 0), 0) / outer.length;
		const [x, y] = [mean(0), mean(1)];
		const hole = outer.map(([lng = 0, lat = 0]) => [x + (lng - x) * 0.3, y + (lat - y) * 0.3]);
		const correct = async (contour: string) => {
			const html = await (await agent.get(page)).text();
			const version = /name="version" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';
			return agent.post(`${page}?/corriger`, { version, motif: 'Bornage', contour });
		};
		const refused = await correct('{"type":"Point","coordinates":[4.7,49.7]}');
		expect([400, 422]).toContain(refused.status);
		expect(await read()).toHaveLength(1);
		const sent = await correct(
			JSON.stringify({ type: 'Polygon', coordinates: [outer, hole.toReversed()] })
		);
		expect(sent.status).toBe(303);
		await server.upToDate();
		const [rings] = await read();
		expect(rings).toHaveLength(2);
		expect(readableText(await agent.text(page))).toContain('(parties : 1, trous : 1)');
	});

	it('takes an agent’s file in for their EPCI, refuses what lies elsewhere, and proposes what is misspelt', async () => {
		const header =
			'terr_id;terr_lot;terr_maitrise_fonc;terr_stade_amngt;terr_stade_comm;terr_etat_occup;terr_usage;terr_geomsurf';
		const square = (west: number, south: number) =>
			[
				[west, south],
				[west + 0.001, south],
				[west + 0.001, south + 0.001],
				[west, south]
			]
				.map(([lng, lat]) => `${lng} ${lat}`)
				.join(', ');
		const line = (id: string, stage: string, west: number, south: number) =>
			`${id};Lot;commune;viabilisé et aménagé;${stage};vacant;bâti productif;"POLYGON ((${square(west, south)}))"`;
		const send = async (
			action: string,
			rows: string[],
			checked = '',
			who = agent,
			more: Record<string, string> = {}
		) => {
			const form = new FormData();
			for (const [name, value] of Object.entries(more)) form.set(name, value);
			const columns = rows[0]?.startsWith('MENDED') ? `${header};terr_surf_brute` : header;
			form.set('files', new File([[columns, ...rows].join('\n')], 'terrains.csv'));
			form.set('checked', checked);
			const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
			const answer = await fetch(`${server.address()}/admin/imports?/${action}`, {
				method: 'POST',
				headers: { origin: server.address(), accept: 'text/html', cookie },
				body: form
			});
			const html = await answer.text();
			return {
				told: readableText(html),
				print: /name="checked" value="([0-9a-f]*)"/.exec(html)?.[1] ?? ''
			};
		};
		const own = line('AGENT-1', 'en vente', 4.72, 49.77);
		const misspelt = await send('verifier', [line('AGENT-1', 'en vantes', 4.72, 49.77)]);
		expect(misspelt.told).toContain('vouliez-vous dire « en vente » ?');
		const checked = await send('verifier', [own]);
		expect(checked.print).toMatch(/^[0-9a-f]{64}$/);
		await send('importer', [own], checked.print);
		expect(await rest('terrain_eco?terr_id=eq.AGENT-1&select=epci_siren')).toEqual([
			{ epci_siren: metropole }
		]);
		// Metres in square metres, latitude first: seen before and after, and written as it was chosen.
		const swapped = square(4.73, 49.77).replaceAll(/([\d.]+) ([\d.]+)/g, '$2 $1');
		const wrong = own
			.replace('AGENT-1', 'MENDED-1')
			.replace(square(4.72, 49.77), swapped)
			.concat(';4000');
		const before = await send('verifier', [wrong]);
		expect(before.told).toMatch(/Semble écrite en m²/);
		expect(before.told).toMatch(/Axes inversés : 1 fiche/);
		const choice = { 'unite:terrain_eco:terr_surf_brute': 'm²', positions: 'mended' };
		const chosen = await send('verifier', [wrong], '', agent, choice);
		expect(chosen.told).toMatch(/4\s000\sm² → 0,4\sha/);
		// What was checked otherwise is not written.
		expect((await send('importer', [wrong], chosen.print)).told).toContain('Semble écrite en m²');
		await send('importer', [wrong], chosen.print, agent, choice);
		expect(await rest('terrain_eco?terr_id=eq.MENDED-1&select=terr_surf_brute,epci_siren')).toEqual(
			[{ terr_surf_brute: 0.4, epci_siren: metropole }]
		);
		const refused = { ...choice, positions: 'refused' };
		expect((await send('verifier', [wrong], '', agent, refused)).print).toBe('');
		const unknown = { 'unite:terrain_eco:terr_surf_brute': 'acres' };
		expect((await send('verifier', [wrong], '', agent, unknown)).told).toContain('« acres »');
		// Of another agent's EPCI: neither a record there, nor one that is moved here from there.
		const taken = await send('verifier', [own], '', stranger);
		expect(taken.told).toContain('une fiche de l’un de vos EPCI');
		expect(taken.print).toBe('');
		const [foreign] = await rest(`terrain_eco?epci_siren=eq.240800847&select=terr_id&limit=1`);
		const moved = line(String(foreign?.['terr_id']), 'en vente', 4.73, 49.77);
		expect((await send('verifier', [moved])).told).toContain('une fiche de l’un de vos EPCI');
		const template = await agent.get('/admin/imports/modele/terrain_eco.csv');
		expect(await template.text()).toContain('terr_stade_comm');
		expect((await agent.get('/admin/imports/modele/terrain_eco.xlsx')).status).toBe(200);
		expect((await agent.get('/admin/imports/modele/poi.csv')).status).toBe(404);
		expect((await new Visitor(server.address).get('/admin/imports')).status).toBe(303);
	});

	it('exports the plots of a basket, and leaves out what is not published', async () => {
		const anyone = new Visitor(server.address);
		const [one, two] = ['08028_TERRAIN-ECO_DEMO4002', '08058_TERRAIN-ECO_DEMO1203'];
		const file = await anyone.get(`/exporter/geojson?plots=${two},parti,${one}`);
		const found = (await file.json()) as FeatureCollection & { description: string };
		expect(found.features.map(({ properties }) => properties?.['terr_id'] as unknown)).toEqual([
			one,
			two
		]);
		expect(readableText(found.description)).toContain('Non publiés, et absents : parti');
		await rest(`terrain_eco?terr_id=eq.${one}`, 'PATCH', { publie: false });
		await server.upToDate();
		const gone = await anyone.get(`/exporter/csv?plots=${one}`);
		expect(gone.status).toBe(404);
		expect(await gone.text()).toContain(one);
		const page = await (await anyone.get(`/comparer?plots=${one},${two}`)).text();
		expect(readableText(page)).toContain(`n’est plus, publié : ${one}`);
		const hidden = await anyone.get(`/exporter/geojson?disponibles=non`);
		expect(await hidden.text()).not.toContain(one);
	});
});
