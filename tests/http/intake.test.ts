import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	collectionOf,
	computedLayers,
	featureOf,
	geoPackageOf,
	gifOf,
	json,
	nestedJson,
	plainLayers,
	pngOf,
	polygonOf,
	randomRing,
	strips,
	wideTableZip,
	zipOf
} from '../fixtures/hostile-files.ts';
import { square } from '../fixtures/sample-records.ts';
import { makeAgent, makeFirm, signIn, type Site } from './agents.ts';
import { engines } from './engines.ts';
import { useServer } from './use-server.ts';
import { readableText } from './visitor.ts';

/** Reading asks no database: one engine stands for both. */
const [engine] = engines;
const parcelId = '08105000AB0012';

/** A cadastre that answers whatever it is told to. */
let cadastreAnswer: Uint8Array = new Uint8Array();
function cadastre(): Server {
	return createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end(cadastreAnswer);
	});
}

const parcelOf = (geometry: unknown) =>
	collectionOf([featureOf(geometry, { idu: parcelId, contenance: 1 })]);
const text = (content: string) => new TextEncoder().encode(content);
const tangle = polygonOf(randomRing(800));
const tangles = Array.from({ length: 20 }, (_, at) =>
	featureOf(polygonOf(randomRing(2000, at + 1)), { terr_id: `T-${String(at)}` })
);
const tiny = (count: number) =>
	text(`{"type":"FeatureCollection","features":[${'0,'.repeat(count - 1)}0]}`);

type Sending = [what: string, content: () => Uint8Array | Promise<Uint8Array>, words: string];

/** Each name ends as its format does. */
const outlineFiles: Sending[] = [
	['800 random vertices.geojson', () => json(featureOf(tangle)), 'plus de 500 endroits'],
	['20 rings of 2,000.geojson', () => collectionOf(tangles), 'plus de 500 endroits'],
	[
		'layers computed for ever.gpkg',
		() => geoPackageOf(computedLayers()),
		'Ce n’est pas un GeoPackage, ou il est abîmé'
	],
	[
		'layers computed for long.gpkg',
		() => geoPackageOf(computedLayers(100_000_000)),
		'Ce n’est pas un GeoPackage, ou il est abîmé'
	],
	[
		'a layer that is a view.gpkg',
		() =>
			geoPackageOf(
				plainLayers.replace("'lots'", "'vue'"),
				'create view vue as with recursive c (n) as (select 1 union all select n + 1 from c) select n as geom from c'
			),
		'ne contient aucun objet'
	],
	[
		'a column that is generated.gpkg',
		() =>
			geoPackageOf(
				plainLayers,
				'alter table lots add column gros blob as (hex(zeroblob(400000000))) virtual'
			),
		'ne contient aucun objet'
	],
	[
		'the same layer 100,000 times.gpkg',
		() =>
			geoPackageOf(
				plainLayers,
				`insert into gpkg_geometry_columns
				with recursive c (n) as (select 1 union all select n + 1 from c where n < 100000)
				select 'lots', 'geom', 4326 from c`
			),
		'Aucune surface'
	],
	['a table of 88 MB.zip', () => wideTableZip(88_000_000), 'plus de 500'],
	[
		'a zip in a zip.zip',
		() => zipOf({ name: 'b.zip', content: wideTableZip(88_000_000) }),
		'aucun fichier .shp'
	],
	[
		'5,000 entries.zip',
		() =>
			zipOf(
				...Array.from({ length: 5000 }, (_, at) => ({
					name: `${String(at)}.txt`,
					content: text('a')
				}))
			),
		'5 000 fichiers'
	],
	[
		'more than it tells.zip',
		() => zipOf({ name: 'a.shp', content: new Uint8Array(90_000_000), told: 1000 }),
		'plus gros qu’annoncé'
	],
	['nested.json', () => nestedJson('§', 9_000_000), 'emboîté trop profondément'],
	[
		'nested properties.json',
		() => nestedJson('{"type":"Feature","properties":{"a":§},"geometry":null}', 9_000_000),
		'emboîté trop profondément'
	],
	[
		'nested coordinates.json',
		() =>
			nestedJson(
				'{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":§}}',
				9_000_000
			),
		'emboîté trop profondément'
	],
	['5 million features.json', () => tiny(4_900_000), 'plus de 500'],
	['NUL bytes.geojson', () => new Uint8Array(1_000_000), 'n’est pas du texte']
];

const importFiles: Sending[] = [
	['20 rings of 2,000.geojson', () => collectionOf(tangles), 'se recoupe près de'],
	[
		'100,000 strips.geojson',
		() => collectionOf([featureOf(polygonOf(strips(100_000)), { terr_id: 'T-1' })]),
		'trop enchevêtré'
	],
	[
		'layers computed for ever.gpkg',
		() => geoPackageOf(computedLayers()),
		'Ce n’est pas un GeoPackage, ou il est abîmé'
	],
	['a table of 88 MB.zip', () => wideTableZip(88_000_000), 'plus de 500'],
	['nested.json', () => nestedJson('§', 9_000_000), 'emboîté trop profondément'],
	['10 million features.json', () => tiny(10_000_000), 'plus de 500'],
	['one line.csv', () => text('a'.repeat(20_000_000)), 'La table ne se lit pas'],
	[
		'a million columns.csv',
		() => text(Array.from({ length: 1_000_000 }, (_, at) => `c${String(at)}`).join(';')),
		'1 000 000 colonnes'
	],
	['NUL bytes.csv', () => new Uint8Array(20_000_000), 'n’est pas du texte'],
	[
		'more cells than memory.csv',
		() => text(`terr_id;terr_lot\n${'a;b\n'.repeat(6_000_000)}`),
		'plus de 500'
	]
];

const photos: Sending[] = [
	['a head of 60,000 pixels.png', () => pngOf(60_000, 60_000, false), 'ce n’est pas une photo'],
	['nine tenths of it missing.png', () => pngOf(8000, 9000, false), 'abîmée, tronquée'],
	[
		'half a photo.jpg',
		async () => {
			const whole = await sharp(randomPixels(1200), {
				raw: { width: 1200, height: 1200, channels: 3 }
			})
				.jpeg()
				.toBuffer();
			return whole.subarray(0, whole.length / 2);
		},
		'abîmée, tronquée'
	],
	[
		'a drawing.jpg',
		() => text('<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>'),
		'ce n’est pas une photo'
	],
	['an animation.gif', () => gifOf(2000, 50_000), 'ce n’est pas une photo'],
	['a document.jpg', () => text('%PDF-1.7\n%%EOF\n'), 'ce n’est pas une photo']
];

function randomPixels(side: number): Buffer {
	const pixels = Buffer.alloc(side * side * 3);
	for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7919) % 251;
	return pixels;
}

if (!engine) throw new Error('no engine to test on');

describe('what comes from outside', () => {
	const stub = cadastre();
	const server = useServer(engine, async () => {
		await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
		const { port } = stub.address() as AddressInfo;
		return { FORGETERRE_API_CARTO: `http://127.0.0.1:${String(port)}` };
	});
	const site = (): Site => ({ address: server.address(), keys: server.keys() });
	let owner = '';
	let administrator = '';
	let listing = '';
	let plotPage = '';
	let peakAtFirst = 0;

	beforeAll(async () => {
		owner = await signIn(site(), await makeFirm(site(), 'a@forge.test', 'Forges A'));
		administrator = await signIn(site(), await makeAgent(site(), 'admin@forge.test', []));
		const opened = await send('/proposer?/open', new FormData());
		listing = opened.location.split('/')[2] ?? '';
		const plots = await fetch(`${server.address()}/ogc/collections/terrains/items?limit=1`);
		const { features } = (await plots.json()) as { features: { id: string }[] };
		plotPage = `/plots/${features[0]?.id ?? ''}`;
		for (const path of ['/', plotPage]) expect((await click(path)).status).toBe(200);
		peakAtFirst = peakMegabytes();
	});
	/** How long the slowest click of another visitor took while each was read, in milliseconds. */
	const slowestClicks = new Map<string, number>();
	afterAll(() => {
		stub.close();
		console.info('slowest click of another visitor, ms:', Object.fromEntries(slowestClicks));
	});

	async function click(path: string): Promise<Response> {
		const answer = await fetch(server.address() + path);
		await answer.arrayBuffer();
		return answer;
	}

	async function send(path: string, body: FormData, cookie = owner) {
		const answer = await fetch(server.address() + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: server.address(), accept: 'text/html', cookie },
			body
		});
		const location = answer.headers.get('location') ?? '';
		return { status: answer.status, page: readableText(await answer.text()), location };
	}

	/** A form of a step of the listing. */
	function form(fields: Record<string, string | File>): FormData {
		const body = new FormData();
		body.append('version', '1');
		for (const [name, value] of Object.entries(fields)) body.append(name, value);
		return body;
	}
	const step = (action: string, fields: Record<string, string | File>, language = '') =>
		send(`${language}/proposer/${listing}/${action}`, form(fields));
	async function fileOf([what, content]: Sending): Promise<File> {
		return new File([(await content()) as Uint8Array<ArrayBuffer>], what);
	}

	/** Clicks of another visitor until the work ends: how long the slowest took, in milliseconds. */
	async function meanwhile<T>(work: () => Promise<T>): Promise<{ answer: T; slowest: number }> {
		const progress = { isDone: false };
		const working = work().finally(() => (progress.isDone = true));
		let slowest = 0;
		while (!progress.isDone) {
			for (const path of ['/', plotPage]) {
				const start = performance.now();
				expect((await click(path)).status).toBe(200);
				slowest = Math.max(slowest, performance.now() - start);
			}
			await delay(20);
		}
		const answer = await working;
		return { answer, slowest };
	}

	/** Most memory that the server has had in use, where the system tells it. */
	function peakMegabytes(): number {
		if (!existsSync('/proc/self/status')) return 0;
		const status = readFileSync(`/proc/${String(server.pid())}/status`, 'utf8');
		return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024;
	}

	/** A sentence in bounded time, other visitors served. The bounds are wide: the machine of a test is a busy one. */
	async function expectSentence(
		work: () => Promise<{ status: number; page: string }>,
		words: string
	) {
		const begin = performance.now();
		const { answer, slowest } = await meanwhile(work);
		slowestClicks.set(
			expect.getState().currentTestName?.split(' > ').at(-1) ?? '',
			Math.round(slowest)
		);
		expect(answer.page).toContain(words);
		expect([200, 400]).toContain(answer.status);
		expect(performance.now() - begin).toBeLessThan(60_000);
		expect(slowest).toBeLessThan(10_000);
	}

	it.each(outlineFiles)('refuses an outline: %s', async (...sending) => {
		const fichier = await fileOf(sending);
		await expectSentence(() => step('emplacement?/fichier', { fichier }), sending[2]);
	});

	it.each(importFiles)('refuses an import: %s', async (...sending) => {
		const body = new FormData();
		body.append('files', await fileOf(sending));
		body.append('class', 'terrain_eco');
		await expectSentence(() => send('/admin/imports?/verifier', body, administrator), sending[2]);
	});

	it.each(photos)('refuses a photo: %s', async (...sending) => {
		const fichiers = await fileOf(sending);
		await expectSentence(() => step('photos?/photo', { fichiers }), sending[2]);
	});

	it('refuses a document of 9 MB that does not end as one', async () => {
		const fichiers = new File([`%PDF-1.7\n${'%%EO'.repeat(2_300_000)}`], 'a.pdf');
		await expectSentence(() => step('photos?/document', { fichiers }), 'le PDF est tronqué');
	});

	it.each<[string, () => string, string]>([
		['800 random vertices', () => JSON.stringify(tangle), 'l’anneau se recoupe'],
		[
			'20 rings of 2,000',
			() => JSON.stringify({ type: 'Polygon', coordinates: tangles.map(() => randomRing(2000)) }),
			'40 020 sommets'
		],
		['9 MB of brackets', () => '['.repeat(9_000_000), '8,6 Mo à lire'],
		['4 MB of brackets', () => '['.repeat(4_000_000), 'n’est pas une surface']
	])('refuses an outline drawn: %s', async (_, contour, words) => {
		const drawn = { contour: contour() };
		await expectSentence(() => step('emplacement?/enregistrer', drawn), words);
	});

	it.each<[string, () => Uint8Array, string]>([
		['of 2,000 random vertices', () => parcelOf(polygonOf(randomRing(2000))), '500 endroits'],
		['of 300 kB', () => parcelOf(polygonOf(randomRing(8000))), 'autre chose que des parcelles'],
		['nested in itself', () => nestedJson('§', 250_000), 'autre chose que des parcelles']
	])('holds nobody up with parcels %s', async (_, answer, words) => {
		cadastreAnswer = answer();
		await expectSentence(() => step('emplacement?/parcelles', { parcelles: parcelId }), words);
	});

	/** Reads for some seconds: 60,000 plots, each of which is refused for what it does not say. */
	const longImport = () => {
		const body = new FormData();
		const plots = Array.from({ length: 60_000 }, (_, at) =>
			featureOf(square([4.7 + at * 1e-6, 49.76], 0.001), { terr_id: `T-${String(at)}` })
		);
		body.append('files', new File([collectionOf(plots)], 'a.geojson'));
		body.append('class', 'terrain_eco');
		return body;
	};

	it('ends the process of a sender who has gone', async () => {
		const before = readers();
		const gone = new AbortController();
		const sending = fetch(`${server.address()}/admin/imports?/verifier`, {
			method: 'POST',
			headers: { origin: server.address(), cookie: administrator },
			body: longImport(),
			signal: gone.signal
		});
		const working = await until(() => readers().find(isComputing));
		gone.abort();
		await expect(sending).rejects.toThrow();
		await until(() => !readers().includes(working));
		// The one that waits for the next task may be there.
		expect(readers().length).toBeLessThanOrEqual(Math.max(1, before.length));
	});

	it('lets a sender who sends little go before one who sends much', async () => {
		const large = [1, 2].map(() => send('/admin/imports?/verifier', longImport(), administrator));
		await until(() => readers().find(isComputing));
		const begin = performance.now();
		const contour = JSON.stringify(square([4.715, 49.762], 0.001));
		const small = await step('emplacement?/enregistrer', { contour });
		const waited = performance.now() - begin;
		expect([small.status, small.page]).toEqual([303, '']);
		expect(readers().length).toBeLessThanOrEqual(3);
		for (const { page } of await Promise.all(large)) expect(page).toContain('Fiches lues : 60000');
		expect(waited).toBeLessThan(30_000);
	});

	/** Numbers of the reading processes of the server, from the script that was built or from its source. */
	function readers(): number[] {
		return globSync('/proc/[0-9]*/cmdline')
			.map((path) => Number(path.split('/')[2]))
			.filter(
				(pid) =>
					parentOf(pid) === server.pid() && /(?:intake|threads).reader/.test(read(pid, 'cmdline'))
			);
	}
	function read(pid: number, file: string): string {
		try {
			return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
		} catch {
			return '';
		}
	}
	const parentOf = (pid: number) => Number(/PPid:\s*(\d+)/.exec(read(pid, 'status'))?.[1]);
	/** Whether a process has computed for more than its start takes, in hundredths of a second. */
	function isComputing(pid: number): boolean {
		const fields = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
		return Number(fields[11]) > 120;
	}
	async function until<T>(found: () => T): Promise<NonNullable<T>> {
		for (let tries = 0; tries < 600; tries++) {
			const value = found();
			if (value) return value;
			await delay(50);
		}
		throw new Error('did not come within 30 seconds');
	}

	it('refuses a form of a million fields before it reads them', async () => {
		const field = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n';
		const work = async () => {
			const answer = await fetch(`${server.address()}/proposer/${listing}/emplacement?/fichier`, {
				method: 'POST',
				headers: {
					origin: server.address(),
					cookie: owner,
					accept: 'text/html',
					'content-type': 'multipart/form-data; boundary=x'
				},
				body: `${field.repeat(1_000_000)}--x--\r\n`
			});
			return { status: answer.status, page: readableText(await answer.text()) };
		};
		await expectSentence(work, 'plus de 1000 champs');
	});

	const around = (vertices: number) =>
		Array.from({ length: vertices }, (_, at) => {
			const turn = (at / vertices) * 2 * Math.PI;
			return `${(4.7 + 0.2 * Math.cos(turn)).toFixed(5)},${(49.7 + 0.2 * Math.sin(turn)).toFixed(5)}`;
		}).join(';');
	const crossing = (points: number) =>
		randomRing(points)
			.slice(0, -1)
			.map(([x = 0, y = 0]) => `${x.toFixed(5)},${y.toFixed(5)}`)
			.join(';');

	/** A shape that is none is left out, and the page says so; what is no address of ours is refused. */
	it.each<[string, string, number | 'left out']>([
		['a polygon of 2,000 vertices', `polygone:${around(2000)}`, 200],
		['a corridor of 2,000 points', `couloir:0.5;${crossing(2000)}`, 200],
		['2,000 random vertices', `polygone:${crossing(2000)}`, 'left out'],
		['3,000 vertices', `polygone:${around(3000)}`, 'left out'],
		['5,000 vertices', `polygone:${around(5000)}`, 414],
		['60,000 surfaces of nothing', `surfaces:${'|'.repeat(60_000)}`, 'left out'],
		['50,000 vertices', `polygone:${around(50_000)}`, 431]
	])('judges a shape in an address while others are served: %s', async (_, shape, expected) => {
		for (const path of ['/', '/demande']) {
			const { answer, slowest } = await meanwhile(async () => {
				const response = await fetch(`${server.address()}${path}?forme=${shape}`);
				return { status: response.status, page: readableText(await response.text()) };
			});
			expect(slowest).toBeLessThan(10_000);
			// A machine that is too busy ends the search after 5 s, with a sentence.
			if (answer.status === 503) expect(answer.page).toMatch(/prend (?:trop de temps|plus de 5 s)/);
			else expect(answer.status).toBe(expected === 'left out' ? 200 : expected);
			const told = answer.page.includes('n’a pas pu être lue');
			expect([path, told]).toEqual([path, expected === 'left out']);
		}
	});

	it('takes the memory of none of this into the server', () => {
		expect(peakMegabytes() - peakAtFirst).toBeLessThan(1000);
	});

	it('refuses in English on English pages', async () => {
		const fichier = new File([json(featureOf(tangle))], 'a.geojson');
		const { page } = await step('emplacement?/fichier', { fichier }, '/en');
		expect(page).toContain('crosses itself in more than 500 places');
	});

	it('stops within seconds while it reads, and leaves no process behind', async () => {
		const sending = send('/admin/imports?/verifier', longImport(), administrator).catch(() => null);
		await until(() => readers().find(isComputing));
		const all = readers();
		const begin = performance.now();
		expect(await server.stop()).toBe(0);
		expect(performance.now() - begin).toBeLessThan(15_000);
		await sending;
		for (const pid of all) expect(existsSync(`/proc/${String(pid)}`)).toBe(false);
	});
});
