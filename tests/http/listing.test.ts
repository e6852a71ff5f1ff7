import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { square } from '../fixtures/sample-records.ts';
import { makeFirm, signIn, type Site } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>'); drop table annonce; --`;
const inTown = square([4.715, 49.762], 0.001);
const megabyte = 1024 * 1024;
const parcelId = '08105000AB0012';

/** API Carto as the tests need it: one parcel, and silence for the others. */
function cadastre(): Server {
	return createServer((request, response) => {
		const asked = new URL(request.url ?? '', 'http://x').searchParams;
		const known = asked.get('numero') === '0012' || asked.has('geom');
		response.writeHead(known ? 200 : 503, { 'content-type': 'application/json' });
		const properties = { idu: parcelId, contenance: 7900 };
		const feature = { type: 'Feature', properties, geometry: inTown };
		response.end(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
	});
}

describe.each(engines)('listing a site over HTTP on $name', (engine) => {
	const stub = cadastre();
	const server = useServer(engine, async () => {
		await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
		const { port } = stub.address() as AddressInfo;
		return { FORGETERRE_API_CARTO: `http://127.0.0.1:${String(port)}` };
	});
	const site = (): Site => ({ address: server.address(), keys: server.keys() });
	let owner = '';
	let stranger = '';

	beforeAll(async () => {
		owner = await signIn(site(), await makeFirm(site(), 'a@forge.test', 'Forges A'));
		stranger = await signIn(site(), await makeFirm(site(), 'b@forge.test', 'Forges B'));
	});
	afterAll(() => {
		stub.close();
	});

	const get = (path: string, cookie = '') =>
		fetch(server.address() + path, {
			headers: { cookie, accept: 'text/html' },
			redirect: 'manual'
		});
	const pageOf = async (path: string, cookie = owner) => (await get(path, cookie)).text();
	/** Posts a form as a browser without JavaScript does. */
	async function post(
		path: string,
		fields: Record<string, string | File | File[]>,
		cookie = owner,
		origin = server.address()
	) {
		const body = new FormData();
		for (const [name, value] of Object.entries(fields))
			for (const one of [value].flat()) body.append(name, one);
		const answer = await fetch(server.address() + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin, accept: 'text/html', cookie },
			body
		});
		const location = answer.headers.get('location') ?? '';
		return { status: answer.status, page: await answer.text(), location };
	}
	const versionOf = async (id: string, step = 'nature') =>
		/name="version" value="(\d+)"/.exec(await pageOf(`/proposer/${id}/${step}`))?.[1] ?? '';
	async function draft(): Promise<string> {
		const { location } = await post('/proposer?/open', {});
		return location.split('/')[2] ?? '';
	}
	/** Posts a step with the version that its page shows. */
	const save = async (id: string, path: string, fields: Record<string, string | File | File[]>) =>
		post(`/proposer/${id}/${path}`, { version: await versionOf(id), ...fields });
	const shape = (geometry: object) => ({ contour: JSON.stringify(geometry) });
	const file = (name: string, content: string | Uint8Array, type = 'image/jpeg') =>
		new File([content as Uint8Array<ArrayBuffer>], name, { type });
	const piecesIn = (page: string) =>
		[...page.matchAll(/\/media\/([0-9a-f-]{36})/g)].map(([, id = '']) => id);

	it('asks who is there, and lets nobody open what is not theirs', async () => {
		const invited = await get('/proposer');
		expect(invited.status).toBe(200);
		expect(readableText(await invited.text())).toContain('Comment cela se passe');
		const id = await draft();
		expect((await get(`/proposer/${id}/nature`)).headers.get('location')).toBe(
			`/connexion?suite=${encodeURIComponent(`/proposer/${id}/nature`)}`
		);
		for (const step of ['emplacement', 'nature', 'photos', 'apercu']) {
			expect((await get(`/proposer/${id}/${step}`, stranger)).status).toBe(404);
		}
		const theft = { version: await versionOf(id), terr_description: 'volée' };
		expect((await post(`/proposer/${id}/nature`, theft, stranger)).status).toBe(404);
		const photo = { version: '1', fichiers: file('a.jpg', await jpeg()) };
		expect((await post(`/proposer/${id}/photos?/photo`, photo, stranger)).status).toBe(404);
		const elsewhere = await post(`/proposer/${id}/nature`, theft, owner, 'https://ailleurs.test');
		expect(elsewhere.status).toBe(403);
		expect(await pageOf(`/proposer/${id}/nature`)).not.toContain('volée');
		expect((await get('/proposer/pas-une-annonce/nature', owner)).status).toBe(404);
		expect((await get(`/proposer/${id}/inconnue`, owner)).status).toBe(404);
	});

	it('shows SQL and HTML as the text that they are, in every text field', async () => {
		const id = await draft();
		await save(id, 'emplacement?/enregistrer', { ...shape(inTown), terr_lot: hostile });
		const saved = await save(id, 'nature', { terr_description: hostile, offre_type: 'Terrain' });
		expect(saved.location).toBe(`/proposer/${id}/conditions`);
		for (const path of ['/proposer', `/proposer/${id}/nature`, `/proposer/${id}/apercu`]) {
			const page = await pageOf(path);
			expect(page).toContain('&lt;script>alert(1)');
			expect(page).not.toContain('<script>alert(1)');
			expect(page).not.toContain('<img src=x');
		}
	});

	it('keeps what was typed beside what is wrong with it, and writes nothing', async () => {
		const id = await draft();
		const typed = { offre_type: 'Local', hbat: 'très haut', terr_description: 'Gardé tel quel' };
		const { status, page } = await save(id, 'nature', typed);
		expect(status).toBe(400);
		expect(page).toContain('Reçu «\u00a0très haut\u00a0»\u202f; attendu\u00a0: un nombre');
		expect(page).toMatch(/aria-invalid="true"/);
		expect(page).toContain('Gardé tel quel');
		expect(await pageOf(`/proposer/${id}/nature`)).not.toContain('Gardé tel quel');
	});

	it('shows the second of two editors what the first wrote', async () => {
		const id = await draft();
		const version = await versionOf(id);
		await save(id, 'nature', { terr_description: 'La première main' });
		const second = await post(`/proposer/${id}/nature`, {
			version,
			terr_description: 'La seconde'
		});
		expect(second.status).toBe(409);
		expect(second.page).toContain('modifiée entre-temps par Forges A');
		expect(second.page).toContain('La première main');
		expect(second.page).toContain('La seconde');
	});

	it('refuses in English on English pages, whoever refuses', async () => {
		const id = await draft();
		const version = await versionOf(id);
		const outside = { version, ...shape(square([2.35, 48.85], 0.01)) };
		const far = await post(`/en/proposer/${id}/emplacement?/enregistrer`, outside);
		expect([far.status, far.page]).toEqual([
			400,
			expect.stringContaining('The land is outside the territory (around 48.8')
		]);
		const unread = { version, fichier: file('a.zip', 'PK') };
		const broken = await post(`/en/proposer/${id}/emplacement?/fichier`, unread);
		expect(broken.page).toContain('This is not a zip archive');
		const page = { version, fichiers: file('plan.pdf', '<html>') };
		const document = await post(`/en/proposer/${id}/photos?/document`, page);
		expect(document.page).toContain('plan.pdf: this is not a PDF; expected: a PDF document.');
		const early = await post(`/en/proposer/${id}/apercu?/soumettre`, { version });
		expect(early.page).toContain('Missing: Outline');
		await save(id, 'nature', { terr_description: 'La première main' });
		const late = await post(`/en/proposer/${id}/nature`, { version, terr_description: 'Late' });
		expect(late.page).toMatch(/This listing was changed meanwhile by Forges A, on \d+ \w+ 20\d\d/);
		for (const refused of [far, broken, document, early, late])
			expect(refused.page).not.toContain('attendu');
	});

	it('gives back what was drawn when somebody else wrote first', async () => {
		const id = await draft();
		const version = await versionOf(id);
		await save(id, 'nature', { terr_description: 'La première main' });
		const late = { version, ...shape(inTown) };
		const refused = await post(`/proposer/${id}/emplacement?/enregistrer`, late);
		expect(refused.status).toBe(409);
		expect(refused.page).toMatch(/name="contour" value="[^"]*4\.7/);
	});

	it('computes the place from an outline, and refuses one that is none', async () => {
		const id = await draft();
		const first = await save(id, 'emplacement?/enregistrer', shape(inTown));
		expect(first.location).toBe(`/proposer/${id}/nature`);
		const page = await pageOf(`/proposer/${id}/emplacement`);
		for (const words of ['Charleville-Mézières', 'CA Ardenne Métropole', '0,8\u202fha', 'Gare de'])
			expect(page).toContain(words);
		const [a, b, c, d] = inTown.coordinates[0] ?? [];
		const bowTie = { type: 'Polygon', coordinates: [[a, c, b, d, a]] };
		const ring = Array.from({ length: 9000 }, (_, at) => {
			const turn = (at / 9000) * 2 * Math.PI;
			return [4.7 + 0.01 * Math.cos(turn), 49.76 + 0.01 * Math.sin(turn)];
		});
		const cases: [object, string][] = [
			[bowTie, 'l’anneau se recoupe'],
			[square([2.35, 48.85], 0.01), 'Le terrain est hors du territoire'],
			[{ type: 'Polygon', coordinates: [[...ring, ring[0]]] }, '9\u202f001 sommets'],
			[{ type: 'Point', coordinates: [4.7, 49.7] }, 'Le contour n’est pas une surface']
		];
		for (const [geometry, words] of cases) {
			const refused = await save(id, 'emplacement?/enregistrer', shape(geometry));
			expect([refused.status, refused.page]).toEqual([400, expect.stringContaining(words)]);
		}
	});

	it('takes the outline of a file, lets choose among several, and refuses the rest', async () => {
		const id = await draft();
		const folder = join(import.meta.dirname, '../fixtures/surfaces');
		const lots = new Uint8Array(readFileSync(join(folder, 'lots-lambert-93.zip')));
		const several = await save(id, 'emplacement?/fichier', { fichier: file('lots.zip', lots) });
		expect(several.status).toBe(422);
		const surfaces = [...several.page.matchAll(/name="surface" value="([^"]+)"/g)];
		const values = surfaces.map(([, value = '']) => value.replaceAll('&quot;', '"'));
		expect(values).toHaveLength(2);
		const body = new FormData();
		body.append('version', await versionOf(id));
		for (const value of values) body.append('surface', value);
		await fetch(`${server.address()}/proposer/${id}/emplacement?/choisir`, {
			method: 'POST',
			headers: { origin: server.address(), cookie: owner },
			body
		});
		// Two squares of 0.004° by 0.003° side by side: 288 m by 667 m.
		expect(await pageOf(`/proposer/${id}/emplacement`)).toContain('19,3');
		const round = {
			type: 'Polygon',
			coordinates: [Array.from({ length: 200_000 }, () => [4, 49])]
		};
		const big = JSON.stringify({ type: 'Feature', properties: {}, geometry: round });
		for (const [bytes, words] of [
			[file('a.geojson', big), '200\u202f000 sommets'],
			[file('a.zip', 'PK'), 'pas une archive zip'],
			[file('a.exe', 'MZ'), 'Format inconnu'],
			[file('gros.gpkg', new Uint8Array(11 * megabyte)), '11\u00a0Mo\u202f; attendu']
		] as const) {
			const refused = await save(id, 'emplacement?/fichier', { fichier: bytes });
			expect([refused.status, refused.page]).toEqual([400, expect.stringContaining(words)]);
		}
	});

	it('takes the outline of parcels, by number and by point, and says when nobody answers', async () => {
		const id = await draft();
		const taken = await save(id, 'emplacement?/parcelles', { parcelles: parcelId });
		expect(taken.location).toBe(`/proposer/${id}/emplacement`);
		expect(await pageOf(`/proposer/${id}/emplacement`)).toContain(parcelId);
		const silent = await save(id, 'emplacement?/parcelles', { parcelles: '08105000AB0099' });
		expect(silent.page).toContain('ne répond pas pour l’instant');
		expect(silent.page).toContain('08105000AB0099');
		const at = `/proposer/${id}/emplacement/parcelle?lng=4.7155&lat=49.7625`;
		expect(await (await get(at, owner)).json()).toMatchObject({ id: parcelId, geometry: inTown });
		expect((await get(at)).status).toBe(303);
	});

	const jpeg = (background = '#b5442e') =>
		sharp({ create: { width: 900, height: 600, channels: 3, background } })
			.jpeg()
			.withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '49/1 45/1 36/1' } })
			.toBuffer();

	it('keeps photos without their position, for their owner alone until they are published', async () => {
		const id = await draft();
		const taken = await jpeg();
		expect(taken.includes('Exif')).toBe(true);
		await save(id, 'photos?/photo', { fichiers: [file('a.jpg', taken), file('b.jpg', taken)] });
		const [piece = ''] = piecesIn(await pageOf(`/proposer/${id}/photos`));
		const shown = await get(`/media/${piece}?vignette`, owner);
		expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
		expect(shown.headers.get('cache-control')).toContain('private');
		expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
		const whole = Buffer.from(await (await get(`/media/${piece}`, owner)).arrayBuffer());
		expect((await sharp(whole).metadata()).exif).toBeUndefined();
		for (const cookie of ['', stranger]) {
			expect((await get(`/media/${piece}`, cookie)).status).toBe(404);
		}
		const { publishableKey } = server.keys();
		for (const path of [
			`object/annonces/${id}/${piece}`,
			`object/authenticated/annonces/${id}/${piece}`
		]) {
			const direct = await fetch(`${server.address()}/storage/v1/${path}`, {
				headers: { apikey: publishableKey, cookie: stranger }
			});
			expect(direct.ok).toBe(false);
		}
	});

	it('refuses a script, a drawing and 40 MB called photo, and keeps the good one sent along', async () => {
		const id = await draft();
		const svg =
			'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
		const sent = await save(id, 'photos?/photo', {
			fichiers: [
				file('script.jpg', '<script>alert(1)</script>'),
				file('dessin.jpg', svg),
				file('lourde.jpg', new Uint8Array(40 * megabyte)),
				file('bonne.jpg', await jpeg('#446688'))
			]
		});
		expect(sent.status).toBe(400);
		for (const words of ['script.jpg', 'un dessin SVG peut porter un script', '40\u00a0Mo'])
			expect(sent.page).toContain(words);
		expect(piecesIn(await pageOf(`/proposer/${id}/photos`))).toHaveLength(1);
		const pdf = await save(id, 'photos?/document', { fichiers: file('a.pdf', '<html>') });
		expect(pdf.page).toContain('ce n’est pas un PDF');
	});

	it('serves a document to be kept, not opened', async () => {
		const id = await draft();
		const content = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';
		await save(id, 'photos?/document', { fichiers: file('plan "é".pdf', content) });
		const [piece = ''] = piecesIn(await pageOf(`/proposer/${id}/photos`));
		const answer = await get(`/media/${piece}`, owner);
		expect(answer.headers.get('content-disposition')).toBe(
			"attachment; filename*=UTF-8''plan%20%22%C3%A9%22.pdf"
		);
		expect(await answer.text()).toBe(content);
	});

	it('refuses a body that its page has no use for, before reading it', async () => {
		const large = await post('/connexion?/entrer', { email: 'a'.repeat(2 * megabyte) }, '');
		expect([large.status, large.page]).toEqual([413, expect.stringContaining('2,0 Mo')]);
	});

	it('names what is missing with a way to it, and says so when all is there', async () => {
		const id = await draft();
		expect(await pageOf(`/proposer/${id}/apercu`)).toContain(`href="/proposer/${id}/conditions"`);
		const early = await save(id, 'apercu?/soumettre', {});
		expect([early.status, early.page]).toEqual([400, expect.stringContaining('Il manque')]);
		await save(id, 'emplacement?/enregistrer', shape(inTown));
		await save(id, 'nature', {
			offre_type: 'Terrain',
			terr_etat_occup: 'inoccupé',
			terr_usage: 'dépôt, stockage',
			terr_maitrise_fonc: 'établissement industriel et commercial'
		});
		await save(id, 'conditions', {
			terr_cession_type: 'Vente',
			terr_prix_demande_m2: '12,50',
			terr_prix_sur_demande: 'oui',
			terr_stade_comm: 'en vente',
			date_dispo: '2027-03-01'
		});
		await save(id, 'reseaux', { terr_stade_amngt: 'viabilisé et aménagé' });
		const handed = await save(id, 'apercu?/soumettre', {});
		expect(handed.location).toBe(`/proposer/${id}/apercu`);
		expect(await pageOf('/proposer')).toContain('Soumise');
		const late = await save(id, 'nature', { terr_description: 'trop tard' });
		expect([late.status, late.page]).toEqual([403, expect.stringContaining('elle attend l')]);
	});
});
