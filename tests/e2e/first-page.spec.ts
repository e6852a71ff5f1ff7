import { expect, test, type APIRequestContext, type Page } from '@playwright/test';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import english from '../../messages/en.json' with { type: 'json' };
import messages from '../../messages/fr.json' with { type: 'json' };
import { mapLibreBytes } from '../../scripts/bench/measured-page.ts';
import { openMap, scriptReady } from './map-page.ts';

/** Addresses that a page asks our server for, each once however often it was asked for. */
function collectAddresses(page: Page): Map<string, number> {
	const asked = new Map<string, number>();
	page.context().on('request', (request) => {
		const { protocol, pathname, search } = new URL(request.url());
		if (!protocol.startsWith('http')) return;
		const address = pathname + search;
		asked.set(address, (asked.get(address) ?? 0) + 1);
	});
	return asked;
}

/** Of the scripts among them. */
async function scriptTexts(asked: Map<string, number>, request: APIRequestContext) {
	const scripts = [...asked.keys()].filter((address) => /\.js$/.test(address));
	return Promise.all(scripts.map(async (address) => (await request.get(address)).text()));
}

const fontsOf = (asked: Map<string, number>) =>
	[...asked.keys()].filter((address) => address.endsWith('.woff2'));

test('the first page comes in few files, each once', async ({ page }) => {
	const asked = collectAddresses(page);
	await openMap(page);
	expect(asked.size).toBeLessThanOrEqual(45);
	const records = [...asked].filter(([address]) => /\/items|\/atlas\//.test(address));
	// Seven classes of records, and the built-in ground.
	expect(records).toHaveLength(8);
	expect(records.filter(([, times]) => times > 1)).toEqual([]);
	const scripts = [...asked].filter(([address]) => /\.js$/.test(address));
	// The worker is fetched ahead, and taken from there by the map.
	expect(scripts.filter(([address, times]) => times > 1 && !address.includes('/workers/'))).toEqual(
		[]
	);
});

test('a page brings the words that it says, and not those of the other offices', async ({
	page,
	request
}) => {
	const asked = collectAddresses(page);
	await openMap(page);
	const texts = await scriptTexts(asked, request);
	const says = (words: string) => texts.some((text) => text.includes(words));
	expect(says(messages.near_title), 'the map’s own').toBe(true);
	for (const words of [
		...[messages.admin_members_title, messages.admin_demo_title],
		// Of files that several offices share.
		...[messages.inventory_title, messages.lead_message_title]
	])
		expect(says(words), words).toBe(false);
	const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
	expect(bytes / mapLibreBytes(resolve('.'))).toBeLessThan(1.4);
});

test('a page in English brings no words in French, and a link to another language loads anew', async ({
	page,
	request
}) => {
	const asked = collectAddresses(page);
	const faults: string[] = [];
	page.on('pageerror', (fault) => faults.push(fault.message));
	page.on('console', (message) => {
		if (message.type() === 'error') faults.push(message.text());
	});
	await page.goto('/en/exporter');
	await scriptReady(page);
	const texts = await scriptTexts(asked, request);
	expect(texts.some((text) => text.includes(english.export_records))).toBe(true);
	expect(texts.some((text) => text.includes(messages.export_records))).toBe(false);
	await page.evaluate(() => {
		const link = document.createElement('a');
		link.href = '/exporter';
		link.textContent = 'Exporter';
		document.body.prepend(link);
		Object.assign(globalThis, { isFirstPage: true });
	});
	await page.getByRole('link', { name: 'Exporter', exact: true }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(messages.export_records);
	await expect.poll(() => page.evaluate(() => 'isFirstPage' in globalThis)).toBe(false);
	await scriptReady(page);
	expect(faults).toEqual([]);
});

test('the map, its worker and the records are asked for by the page itself, before any script', async ({
	page
}) => {
	const asked = collectAddresses(page);
	// No script runs, but what the page names is fetched.
	await page.route('**/_app/immutable/entry/**', () => new Promise(() => undefined));
	await page.goto('/', { waitUntil: 'commit' });
	for (const part of ['/workers/maplibre-gl-worker', '/atlas/terrains', 'collections/poi/items'])
		await expect
			.poll(() => [...asked.keys()].some((address) => address.includes(part)), part)
			.toBe(true);
	const sizes = await page.evaluate(async () => {
		const names = [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')];
		const texts = await Promise.all(names.map(async ({ href }) => (await fetch(href)).text()));
		return texts.map((text) => text.length);
	});
	expect(Math.max(...sizes), 'MapLibre is among them').toBeGreaterThan(500_000);
});

test('the page lives while MapLibre is still on its way', async ({ page }) => {
	const { scripts = [] } = JSON.parse(readFileSync('build/client/_app/map-files.json', 'utf8')) as {
		scripts?: string[];
	};
	const largest = scripts.toSorted(
		(one, other) => statSync(`build/client/${other}`).size - statSync(`build/client/${one}`).size
	)[0];
	await page.route(`**/${largest}`, () => new Promise(() => undefined));
	await page.goto('/', { waitUntil: 'commit' });
	await scriptReady(page);
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await expect(page).toHaveURL(/surface_min=3/);
});

for (const path of ['/demande', '/connexion', '/confidentialite', '/proposer'])
	test(`${path} comes in fewer than 40 files, and without the map`, async ({ page }) => {
		const asked = collectAddresses(page);
		await page.goto(path, { waitUntil: 'networkidle' });
		expect(asked.size).toBeLessThan(40);
		expect([...asked.keys()].filter((address) => /worker|\/atlas\//.test(address))).toEqual([]);
		const largest = await page.evaluate(() =>
			Math.max(
				...performance
					.getEntriesByType('resource')
					.map((entry) => (entry as PerformanceResourceTiming).decodedBodySize)
			)
		);
		expect(largest).toBeLessThan(400_000);
	});

test('French pages load the letters of French, and no others', async ({ page }) => {
	const asked = collectAddresses(page);
	await openMap(page);
	const fonts = fontsOf(asked);
	expect(fonts.length).toBeGreaterThanOrEqual(1);
	expect(fonts.filter((address) => !/-latin-(400|600)-normal/.test(address))).toEqual([]);
});

test('letters of other languages are fetched when one is written', async ({ page }) => {
	const asked = collectAddresses(page);
	await page.goto('/demande', { waitUntil: 'networkidle' });
	expect(fontsOf(asked).some((address) => address.includes('latin-ext'))).toBe(false);
	await page.getByRole('textbox', { name: 'Votre projet' }).fill('Łódź');
	await expect
		.poll(() => fontsOf(asked).some((address) => address.includes('latin-ext-400')))
		.toBe(true);
});

test('the records are never copied whole on their way to the map', async ({ page }) => {
	await page.addInitScript(() => {
		const copied: number[] = [];
		const own = window.structuredClone.bind(window);
		const structuredClone = (value: unknown, options?: StructuredSerializeOptions): unknown => {
			copied.push(JSON.stringify([value]).length);
			return own(value, options);
		};
		Object.assign(window, { structuredClone, copied });
	});
	await openMap(page);
	await page.getByRole('spinbutton', { name: 'Surface minimale' }).fill('3');
	await expect(page).toHaveURL(/surface_min=3/);
	const copied = await page.evaluate(() => (window as unknown as { copied: number[] }).copied);
	// Styles of layers are copied; four hundred plots would be a hundred times as long.
	expect(Math.max(0, ...copied)).toBeLessThan(20_000);
});

test('layers that can be drawn alike share a program of the graphics card', async ({ page }) => {
	await page.addInitScript(() => {
		const linked: WebGLProgram[] = [];
		const context = WebGL2RenderingContext.prototype;
		const link = Reflect.get<WebGL2RenderingContext, 'linkProgram'>(context, 'linkProgram');
		context.linkProgram = function (program) {
			linked.push(program);
			link.call(this, program);
		};
		Object.assign(window, { linked });
	});
	await openMap(page);
	await page.waitForFunction(() => performance.getEntriesByName('forgeterre:map-idle').length > 0);
	const linked = await page.evaluate(() => (window as unknown as { linked: unknown[] }).linked);
	// Ground and areas; circles; whole, varied and dashed lines; signs and words; the edge of a tile.
	expect(linked.length).toBeLessThanOrEqual(10);
});

for (const [path, words] of [
	['/', /carte, critères et fiches/],
	['/en', /map, criteria and cards/],
	['/epci/200041630', /CA Ardenne Métropole \(Intercommunalité\)/],
	['/demande', /sans créer de compte/],
	['/en/demande', /without an account/],
	['/connexion', /Se connecter à Forgeterre/],
	['/confidentialite', /données personnelles/]
] as const)
	test(`${path} says in a sentence what it is`, async ({ page }) => {
		await page.goto(path);
		const description = page.locator('meta[name=description]');
		await expect(description).toHaveCount(1);
		await expect(description).toHaveAttribute('content', words);
	});
