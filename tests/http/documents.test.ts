import { afterAll, describe, expect, it } from 'vitest';
import { engines } from './engines.ts';
import { readPdf, withoutSpaces } from './read-pdf.ts';
import { openTiles } from './tile-service.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

const building = 'longueur=60&largeur=30&cour=10';

describe.each(engines)('printed documents on $name', (engine) => {
	let tiles: Awaited<ReturnType<typeof openTiles>>;
	const server = useServer(engine, async () => {
		tiles = await openTiles();
		return { FORGETERRE_IGN_URL: tiles.url };
	});
	afterAll(() => tiles.close());
	const get = (path: string) => fetch(server.address() + path, { redirect: 'manual' });
	const text = async (path: string) => readableText(await (await get(path)).text());
	const bytes = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer());

	/** Two plots with a price, of the territory that was prepared. */
	async function pricedPlots(): Promise<string[]> {
		const answer = await get('/ogc/collections/terrains/items?limit=400');
		const { features } = (await answer.json()) as {
			features: { id: string; properties: Record<string, unknown> }[];
		};
		const priced = features.filter(({ properties }) => properties.terr_prix_demande_m2 !== null);
		expect(priced.length).toBeGreaterThan(2);
		return priced.slice(0, 2).map(({ id }) => id);
	}
	const codesIn = (page: string) => [...new Set(page.match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}\b/g))];

	async function setPrice(plot: string, price: number): Promise<void> {
		const { secretKey } = server.keys();
		const answer = await fetch(
			`${server.address()}/rest/v1/terrain_eco?terr_id=eq.${encodeURIComponent(plot)}`,
			{
				method: 'PATCH',
				headers: {
					...{ apikey: secretKey, authorization: `Bearer ${secretKey}` },
					'content-type': 'application/json'
				},
				body: JSON.stringify({ terr_prix_demande_m2: price })
			}
		);
		expect(answer.status, await answer.text()).toBe(204);
		await server.upToDate();
	}

	async function sendFile(file: Uint8Array): Promise<string> {
		const form = new FormData();
		form.set('fichier', new Blob([new Uint8Array(file)]), 'dossier.pdf');
		const answer = await fetch(`${server.address()}/verifier`, {
			...{ method: 'POST', body: form, headers: { origin: server.address(), accept: 'text/html' } }
		});
		return readableText(await answer.text());
	}

	it('prints any state of the map, with its legend, its scale and its sources', async () => {
		const state =
			'vue=49.775,4.716,12.5&couche=contraintes&batiment_longueur=90&batiment_largeur=40';
		const page = await text(`/imprimer?${state}&titre=Carte+du+club`);
		expect(page).toContain('Carte du club');
		expect(page).toContain('90 × 40 m');
		const answer = await get(`/imprimer/pdf?${state}&titre=Carte+du+club&papier=a3&sens=portrait`);
		expect(answer.headers.get('content-type')).toBe('application/pdf');
		const file = Buffer.from(await answer.arrayBuffer());
		expect(file.toString('latin1')).toMatch(/MediaBox\s?\[0 0 841\.\d+ 1190\.\d+\]/);
		const read = await readPdf(file);
		expect(read).toMatchObject({ isMarked: true, tags: { H1: 1, Figure: 1 } });
		expect(read.alternatives[0]).toContain('Carte du club');
		// A pixel of the screen is one of 96 to the inch on paper: 1/33 000 at this zoom and latitude.
		expect(read.text).toMatch(/Échelle1\/3[23]\d{3}/);
		expect(read.text).toContain('Zoneinondable,zonehumide');
		expect(read.text).not.toContain('Entreprises:');
		// Where nothing else is asked the paper lies, and its legend stands beside the map: one sheet all the same.
		const lying = await bytes(`/imprimer/pdf?${state}`);
		expect(await readPdf(lying)).toMatchObject({ pages: 1, tags: { H1: 1, Figure: 1 } });
		expect(await bytes(`/imprimer/pdf?${state}`)).toEqual(lying);
		// The record whose card is open is named and outlined; one that has gone is said to be.
		const [plot = ''] = await pricedPlots();
		const chosen = await text(`/imprimer?${state}&fiche=terrains:${encodeURIComponent(plot)}`);
		expect(chosen).toMatch(/Fiche ouverte : \S/);
		expect(await text(`/imprimer?${state}&fiche=terrains:disparu-1`)).toContain('« disparu-1 »');
		const english = await readPdf(await bytes('/en/imprimer/pdf?sans_couche=terrains&vue=ici'));
		expect(english.text).toContain('MapoftheterritoryNordArdennes');
		expect(english.text).not.toContain('Forsalewithconstraints');
	});

	it('prints the base map of pictures that the screen shows, or says why it does not', async () => {
		const path = (fond: string, more = '') => `/imprimer${more}?vue=49.775,4.716,12.5&fond=${fond}`;
		const images = /\/Subtype\s?\/Image/;
		const printed = await bytes(path('plan', '/pdf'));
		expect(printed.toString('latin1')).toMatch(images);
		const read = await readPdf(printed);
		expect(read).toMatchObject({ isMarked: true, tags: { H1: 1, Figure: 1 } });
		expect(read.text).toContain('Fonddecarte:PlanIGN,©IGN');
		expect(read.text).not.toContain('Voieferrée');
		expect(await bytes(path('plan', '/pdf'))).toEqual(printed);
		expect(await (await get(path('plan'))).text()).toContain('<image href="data:image/png');

		tiles.be('partial');
		expect(await text(path('aerien'))).toContain('Une partie du cadre reste blanche');
		tiles.be('garbage');
		const late = `/pdf?vue=49.6,4.716,12.5&fond=aerien`;
		const drawn = await bytes(`/imprimer${late}`);
		expect(drawn.toString('latin1')).not.toMatch(images);
		const told = withoutSpaces('Le fond demandé (Photos aériennes) n’a pas répondu');
		expect((await readPdf(drawn)).text).toContain(told);
		expect(await text(path('local'))).toContain('Ce site n’a plus de fond local');
		tiles.be('well');
	});

	it('gives a sheet as a page and as PDF/UA with the same code, and the same bytes twice', async () => {
		const [plot = ''] = await pricedPlots();
		const path = `/plots/${encodeURIComponent(plot)}/fiche`;
		const page = await text(`${path}?${building}`);
		const [code = ''] = codesIn(page);
		expect(page).toContain('60 × 30 m');
		const answer = await get(`${path}/pdf?${building}`);
		expect(answer.headers.get('content-type')).toBe('application/pdf');
		const pdf = Buffer.from(await answer.arrayBuffer());
		const metadata = pdf.toString('latin1');
		expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(metadata).toContain(`forgeterre:${code}`);
		expect(metadata).not.toMatch(/\/Subtype \/Image/);
		expect((await bytes(`${path}/pdf?${building}`)).equals(pdf)).toBe(true);
		const english = (await bytes(`/en${path}/pdf?${building}`)).toString('latin1');
		expect(english).toContain(`forgeterre:${code}`);
		expect(english).toContain('<rdf:li>en</rdf:li>');
	});

	it('names what has changed since a dossier was printed, by its code and by its file', async () => {
		const plots = await pricedPlots();
		const path = `/dossier/pdf?plots=${plots.map(encodeURIComponent).join(',')}`;
		const printed = await bytes(path);
		const codes = codesIn(await text(path.replace('/pdf', '')));
		expect(codes).toHaveLength(2);
		const before = await text(`/verifier?code=${codes.join('+')}`);
		expect(before.match(/Identique aux données d’aujourd’hui/g)).toHaveLength(2);
		expect(await sendFile(printed)).toContain('octet pour octet');
		const retouched = Buffer.from(printed);
		retouched[retouched.length - 200] = (retouched[retouched.length - 200] ?? 0) ^ 1;
		expect(await sendFile(retouched)).toContain('il a été retouché');

		await setPrice(plots[0] ?? '', 43.21);
		const after = await text(`/verifier?code=${codes.join('+')}`);
		expect(after.match(/Identique aux données d’aujourd’hui/g)).toHaveLength(1);
		expect(after).toContain('Les données ont changé depuis');
		expect(after).toMatch(/Prix demandé HT[^.]*43,21/);
		expect(await sendFile(printed)).toContain('Les données ont changé depuis');
		const refused = await get(`${path}&jour=2020-01-01`);
		expect(refused.status).toBe(400);
		expect(readableText(await refused.text())).toContain('« 2020-01-01 »');
	});

	it('counts by the visitor’s own rules wherever an address carries them, says so, and checks by them', async () => {
		const [plot = '', other = ''] = await pricedPlots();
		const rules = 'recul=12&sans=zone+humide';
		const path = `/plots/${encodeURIComponent(plot)}/fiche`;
		const page = await text(`${path}?${building}&${rules}`);
		const [own = ''] = codesIn(page);
		const [usual = ''] = codesIn(await text(`${path}?${building}`));
		expect(own).not.toBe(usual);
		expect(page).toContain('qui ne sont pas celles du territoire');
		expect(page).toContain('laissée de côté, à votre demande');
		const said = (await readPdf(await bytes(`${path}/pdf?${rules}`))).text;
		expect(said).toContain('reculde12mlelongdelalimite;laisséesdecôté:zonehumide');
		// The same rules, written otherwise: the same code.
		expect(codesIn(await text(`${path}?sans=zone+humide&recul=12,0`))).toEqual([own]);
		const checked = await text(`/verifier?code=${own}+${usual}`);
		expect(checked.match(/Identique aux données d’aujourd’hui/g)).toHaveLength(2);
		expect(checked.match(/qui ne sont pas celles du territoire/g)).toHaveLength(1);
		expect(await sendFile(await bytes(`${path}/pdf?${rules}`))).toContain('octet pour octet');

		const plots = `plots=${encodeURIComponent(plot)},${encodeURIComponent(other)}`;
		const dossier = await text(`/dossier?${plots}&${rules}`);
		expect(codesIn(dossier)).toContain(own);
		const net = /Surface nette, règles du visiteur\s*([\d,]+\sha)/.exec(page)?.[1] ?? '–';
		expect(dossier).toContain(net);
		const compared = await text(`/comparer?${plots}&${building}&${rules}`);
		expect(compared).toContain('Ici comptent vos propres règles');
		expect(compared).toContain(net);
		const html = await (await get(`/comparer?${plots}&${building}&${rules}`)).text();
		expect(html).toContain('recul=12&amp;sans=zone+humide');
		expect(await text(`/assembler?surface=1&${rules}`)).toContain(
			'Ici comptent vos propres règles'
		);
		// A net area to reach is counted by the same rules, plot by plot, as the page of a building counts it.
		const sets = await (await get('/assembler?surface=1&mesure=nette&recul=10')).text();
		const parts = [...sets.matchAll(/href="\/plots\/([^"]+)">.*?([\d,]+)\s(ha|m²)/gs)].slice(0, 4);
		expect(parts.length).toBeGreaterThan(1);
		for (const [, id = '', area = ''] of parts) {
			const [, left = ''] =
				/il reste ([\d,]+)\s/.exec(await text(`/plots/${id}/batiment?recul=10`)) ?? [];
			const number = (said: string) => Number(said.replace(',', '.'));
			expect(Math.abs(number(area) - number(left)), `${id}: ${area}, ${left}`).toBeLessThan(0.051);
		}
		// The plots of a set are told as one in its dossier: more is left than of each alone.
		const [, link = ''] = /href="(\/dossier\?[^"]*ensemble=oui)"/.exec(sets) ?? [];
		const united = await text(link.replaceAll('&amp;', '&'));
		expect(united).toContain('terrains comme un seul');
		expect(united).toContain('limite entre eux');
		const wrong = await text(`${path}?${building}&recul=beaucoup`);
		expect(wrong).toContain('« beaucoup » n’est pas un nombre');
		expect(codesIn(wrong)).toEqual([usual]);
	});

	/** Texts of the cells and headings of a page's article. */
	async function printedTexts(path: string): Promise<string[]> {
		const html = await (await get(path)).text();
		const article = html.slice(html.indexOf('<article'), html.indexOf('</article>'));
		const cells = article.matchAll(/<(td|th|h[1-4]|dd|dt|figcaption)\b[^>]*>(.*?)<\/\1>/gs);
		return [...cells].map(([, , cell = '']) => withoutSpaces(readableText(cell))).filter(Boolean);
	}

	it.each([
		[
			'a sheet',
			async () => `/plots/${encodeURIComponent((await pricedPlots())[0] ?? '')}/fiche`,
			`?${building}`
		],
		['a dossier', () => Promise.resolve('/dossier'), `?plots=`],
		[
			'the annex of an inventory',
			() => Promise.resolve('/analyse/inventaire/annexe'),
			'?lieu=epci:200041630&annee=2026'
		],
		[
			'the triennial report',
			() => Promise.resolve('/analyse/sobriete/rapport'),
			'?lieu=epci:200041630&de=2022&a=2024'
		]
	] as const)(
		'prints in %s what its page says, tagged, every drawing with its words',
		async (_, path, query) => {
			const own = query === '?plots=' ? query + (await pricedPlots()).join(',') : query;
			const address = await path();
			const texts = await printedTexts(address + own);
			expect(texts.length).toBeGreaterThan(40);
			const pdf = await readPdf(await bytes(`${address}/pdf${own}`));
			expect(pdf.isMarked).toBe(true);
			expect(texts.filter((one) => !pdf.text.includes(one))).toEqual([]);
			const { Table: tables, TH: heads, Figure: figures } = pdf.tags;
			expect(Math.min(tables ?? 0, heads ?? 0, figures ?? 0)).toBeGreaterThan(0);
			expect(pdf.alternatives.length).toBeGreaterThanOrEqual(figures ?? 0);
		}
	);

	it('prints in the report the figures of the dashboard', async () => {
		interface Table {
			title: string;
			rows: { label: string; figures: Record<string, number | null> }[];
		}
		const asJson = async <T>(path: string) => (await (await get(path)).json()) as T;
		const list = await asJson<{ tables: { table: string }[] }>('/analyse/indicateurs.json');
		const tables = await Promise.all(
			list.tables.map(({ table }) => asJson<Table>(`/analyse/indicateurs/${table}.json`))
		);
		const pdf = await readPdf(await bytes('/analyse/rapport/pdf'));
		const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 4 });
		const texts = tables.flatMap(({ title, rows }) => [
			title,
			...rows.flatMap(({ label, figures }) => [
				label,
				...Object.values(figures).flatMap((value) => (value === null ? [] : number.format(value)))
			])
		]);
		expect(texts.length).toBeGreaterThan(150);
		expect(texts.filter((one) => !pdf.text.includes(withoutSpaces(one)))).toEqual([]);
		expect(pdf.text).toContain(withoutSpaces('Carte par commune'));
		expect((await get('/analyse/rapport/pdf?lieu=epci:000000000')).status).toBe(404);
	});

	it('makes a triennial report of one assembly alone, of years that its file has', async () => {
		const path = '/analyse/sobriete/rapport';
		expect((await get(`${path}/pdf`)).status).toBe(400);
		expect((await get(`${path}/pdf?lieu=epci:200041630&de=1990&a=1991`)).status).toBe(400);
		expect(await text(`${path}?lieu=epci:200041630&de=1990&a=1991`)).toContain('1990–1991');
		expect(await text(path)).toContain('choisissez une intercommunalité');
		expect((await get(`${path}?lieu=epci:1`)).status).toBe(404);
	});

	it('tells owners in an annex to the agents of the EPCI alone', async () => {
		const path = '/analyse/inventaire/annexe?lieu=epci:200041630&annee=2026';
		expect(await text(path)).not.toContain('Propriétaires');
		expect((await get('/analyse/inventaire/annexe/pdf')).status).toBe(400);
		expect(await text('/analyse/inventaire/annexe')).toContain('Chaque EPCI arrête son inventaire');
	});

	it('tests no building on a space in one, on its page as in its sheet', async () => {
		const answer = await get('/ogc/collections/terrains/items?limit=400');
		const { features } = (await answer.json()) as {
			features: { id: string; properties: Record<string, unknown> }[];
		};
		const space = features.find(({ properties }) => properties.offre_type === 'Local');
		for (const page of ['batiment', 'fiche']) {
			const told = await text(`/plots/${encodeURIComponent(space?.id ?? '')}/${page}?${building}`);
			expect(told).toContain('rien ne s’y construit');
			expect(told).not.toContain('Il tient');
		}
	});

	it('says what it cannot print or check in a sentence, and prints the rest', async () => {
		const [plot = ''] = await pricedPlots();
		const some = await text(`/dossier?plots=${encodeURIComponent(plot)},disparu-1`);
		expect(some).toContain('disparu-1');
		expect(codesIn(some)).toHaveLength(1);
		expect((await get('/plots/disparu-1/fiche/pdf')).status).toBe(404);
		expect((await get('/dossier/pdf?plots=disparu-1')).status).toBe(404);
		expect(await text('/dossier')).toContain('Aucun terrain publié');
		const many = Array.from({ length: 500 }, (_, index) => `x${String(index)}`).join(',');
		const refused = await get(`/dossier/pdf?plots=${many}`);
		expect(refused.status).toBe(400);
		expect(readableText(await refused.text())).toContain('500');
		expect(await text('/verifier?code=bonjour')).toContain('« bonjour »');
		expect(await text('/verifier?code=AAAA-BBBB-CCCC')).toContain('Code inconnu');
		expect(await sendFile(Buffer.from('%PDF-1.4 rien'))).toContain('ne porte aucun code');
	});
});
