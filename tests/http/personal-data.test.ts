import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, signIn } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';

const siret = '73282932000074';
const values = {
	etab_contact_mail: 'zorglub-directrice@forge.test',
	etab_contact_tel: '0324987650',
	source_contact: 'zorglub-agente@epci.test',
	site_projet_url: 'zorglub-porteur@projet.test',
	proprio_nom: 'Zorglub Propriétaire',
	terr_acquereur: 'Zorglub Acquéreur'
};
const columns = Object.keys(values).filter((name) => name !== 'site_projet_url');
const secret = /zorglub|0324987650/i;
const provenance = { source_nom: 'Essai', source_date: '2026-01-31', source_methode: 'relevé' };

const features = (properties: object, geometry: object) => [
	{ type: 'Feature', properties: { ...provenance, ...properties }, geometry }
];
const at = (kind: string, coordinates: unknown) => ({ type: kind, coordinates });
const corners = [
	[4.7, 49.7],
	[4.701, 49.7],
	[4.701, 49.701],
	[4.7, 49.7]
];

describe.each(engines)('what says who somebody is, on $name', (engine) => {
	const server = useServer(engine);

	const rpc = async (name: string, body: object) => {
		const key = server.keys().secretKey;
		const answer = await fetch(`${server.address()}/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: {
				apikey: key,
				authorization: `Bearer ${key}`,
				'content-type': 'application/json'
			},
			body: JSON.stringify(body)
		});
		expect([name, answer.ok ? '' : await answer.text()]).toEqual([name, '']);
	};

	beforeAll(async () => {
		const p_lot = randomUUID();
		const { etab_contact_mail, etab_contact_tel, source_contact, site_projet_url } = values;
		const firm = {
			...{ siret, etab_nom: 'Forge', etab_activite_code: '2550A' },
			geocodage_qualite: 'localisation au bâtiment'
		};
		const brownfield = { site_id: 'ESSAI-F', site_nom: 'F', site_type: 'friche industrielle' };
		const plot = {
			...{ terr_id: 'ESSAI-T', terr_maitrise_fonc: 'commune', terr_stade_comm: 'en vente' },
			...{ terr_stade_amngt: 'viabilisé et aménagé', terr_etat_occup: 'vacant' },
			terr_usage: 'bâti productif'
		};
		const classes = {
			etablissement: features(
				{ ...firm, etab_contact_mail, etab_contact_tel },
				at('Point', [4.72, 49.77])
			),
			friche: features(
				{ ...brownfield, source_contact, site_projet_url, proprio_nom: values.proprio_nom },
				at('Point', [4.72, 49.77])
			),
			terrain_eco: features(
				{ ...plot, terr_acquereur: values.terr_acquereur },
				at('Polygon', [corners])
			)
		};
		for (const [p_class, p_features] of Object.entries(classes))
			await rpc('import_chunk', { p_lot, p_class, p_features });
		await rpc('import_apply', { p_lot, p_territory: 'nord-ardennes' });
	});

	/** Every text that somebody without an account may get of an address. */
	const read = async (path: string, headers: Record<string, string> = {}) => {
		const answer = await fetch(`${server.address()}${path}`, { headers });
		return { status: answer.status, text: await answer.text() };
	};

	it('is not at /ogc: neither items nor schemas, queryables or filters', async () => {
		const record = ['etablissements', siret, 'friches', 'ESSAI-F', 'terrains', 'ESSAI-T'];
		const paths = ['/ogc/api'];
		for (let rank = 0; rank < record.length; rank += 2) {
			const collection = `/ogc/collections/${record[rank]}`;
			const one = `${collection}/items/${record[rank + 1]}`;
			paths.push(collection, `${collection}/queryables`, one);
			paths.push(`${collection}/items?bbox=4.69,49.69,4.73,49.78&limit=1000`);
		}
		for (const path of paths) {
			const { status, text } = await read(path);
			expect([path, status, secret.exec(text)?.[0]]).toEqual([path, 200, undefined]);
			for (const column of columns)
				expect([path, column, text.includes(column)]).toEqual([path, column, false]);
		}
		const asked = await read(
			`/ogc/collections/etablissements/items?etab_contact_tel=${values.etab_contact_tel}`
		);
		expect(asked.status).toBe(400);
	});

	it('is not at /rest/v1: neither columns, nor functions, nor the restricted table', async () => {
		const headers = { apikey: server.keys().publishableKey };
		for (const table of [
			'etablissement?siret=eq.' + siret,
			'friche?site_id=eq.ESSAI-F',
			'terrain_eco?terr_id=eq.ESSAI-T'
		]) {
			const { status, text } = await read(`/rest/v1/${table}&select=*`, headers);
			expect([table, status, JSON.parse(text)]).toMatchObject([table, 200, [{}]]);
			expect(text).not.toMatch(secret);
		}
		for (const column of columns) {
			for (const table of ['etablissement', 'friche', 'acces_restreint', 'import_lot']) {
				const { status, text } = await read(`/rest/v1/${table}?select=${column}`, headers);
				expect([table, column, status >= 400]).toEqual([table, column, true]);
				expect(text).not.toMatch(secret);
			}
		}
		for (const collection of ['etablissements', 'friches', 'terrains']) {
			const answer = await fetch(`${server.address()}/rest/v1/rpc/features_page`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify({ p_territory: 'nord-ardennes', p_collection: collection })
			});
			expect(answer.status).toBe(200);
			expect(await answer.text()).not.toMatch(secret);
		}
	});

	it('is not on the map and its cards', async () => {
		for (const path of [
			...['/', '/en', '/atlas/terrains', `/firms/${siret}`, '/brownfields/ESSAI-F'],
			...['/plots/ESSAI-T', `/firms/${siret}/__data.json`, '/brownfields/ESSAI-F/__data.json']
		]) {
			const { status, text } = await read(path);
			expect([path, status, secret.exec(text)?.[0]]).toEqual([path, 200, undefined]);
		}
	});

	it('comes with the export of an administrator as it did, and with no agent’s', async () => {
		const site = { address: server.address(), keys: server.keys() };
		const administrator = await signIn(site, await makeAgent(site, 'admin@exemple.fr', []));
		const agent = await signIn(site, await makeAgent(site, 'agent@exemple.fr', ['200041630']));
		const exported = async (table: string, key: string, id: string) => {
			const { text } = await read(`/admin/export/${table}`, { cookie: administrator });
			const { features: found } = JSON.parse(text) as {
				features: { properties: Record<string, unknown> }[];
			};
			return found.find(({ properties }) => properties[key] === id)?.properties;
		};
		expect(await exported('etablissement', 'siret', siret)).toMatchObject({
			etab_contact_mail: values.etab_contact_mail,
			etab_contact_tel: values.etab_contact_tel
		});
		const brownfield = await exported('friche', 'site_id', 'ESSAI-F');
		expect(brownfield).toMatchObject({
			source_contact: values.source_contact,
			site_projet_url: values.site_projet_url
		});
		expect(brownfield).not.toHaveProperty('proprio_nom');
		expect((await read('/admin/export/etablissement', { cookie: agent })).status).toBe(403);
	});
});
